"""Places that stand alone in a dateline, and the countries and states that follow a lesser one.

"PARIS: ..." begins a report, "UPDATE: ..." and "SMITH: ..." do not, and only knowing Paris tells.
"""

from __future__ import annotations

# Capitals, the seats of organisations, and the cities that news agencies' style books let stand alone.
_CITIES = """
Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Aden|Ahmedabad|Aleppo|Alexandria|Algiers|Almaty|Amman|Amsterdam|Anchorage|
Ankara|Antananarivo|Astana|Asunción|Athens|Atlanta|Auckland|Austin|Baghdad|Baku|Baltimore|Bamako|Bangalore|Bangkok|
Bangui|Barcelona|Basel|Basra|Beijing|Beirut|Belfast|Belgrade|Bengaluru|Berlin|Berlino|Bern|Berne|Bishkek|Bissau|
Bogotá|Bonn|Boston|Brasília|Bratislava|Brazzaville|Brisbane|Bruksela|Bruselas|Brussels|Bruxelles|Brüssel|Bucharest|
Budapest|Buenos Aires|Bujumbura|Cairo|Calcutta|Canberra|Cape Canaveral|Cape Town|Caracas|Casablanca|Chennai|Chicago|
Chișinău|Cincinnati|Cleveland|Colombo|Conakry|Copenhagen|Cotonou|Dakar|Dallas|Damascus|Dar es Salaam|Davos|Delhi|
Denver|Detroit|Dhaka|Diyarbakir|Djibouti|Doha|Donetsk|Dubai|Dublin|Durban|Dushanbe|Dusseldorf|Edinburgh|Erbil|
Frankfurt|Freetown|Fukushima|Gaborone|Gaza|Gaza City|Geneva|Genf|Genève|Ginebra|Glasgow|Goma|Guangzhou|Guatemala City|
Hague|Hamburg|Hanoi|Harare|Havana|Helsinki|Hiroshima|Ho Chi Minh City|Hong Kong|Honolulu|Houston|Hyderabad|
Indianapolis|Islamabad|Istanbul|Jakarta|Jeddah|Jerusalem|Johannesburg|Juba|Kabul|Kampala|Kandahar|Karachi|Kathmandu|
Kharkiv|Khartoum|Kiev|Kigali|Kijów|Kinshasa|Kolkata|Kourou|Kuala Lumpur|Kuwait City|Kyiv|Köln|La Paz|Lagos|Lahore|
Las Vegas|Libreville|Lima|Lisboa|Lisbon|Ljubljana|Lomé|London|Londres|Londyn|Los Angeles|Luanda|Lucknow|Lusaka|
Luxembourg|Lviv|Macau|Madrid|Malé|Managua|Manama|Manila|Maputo|Marseille|Mecca|Melbourne|Mexico City|Miami|Milan|
Milano|Milwaukee|Minneapolis|Minsk|Mogadishu|Monaco|Monrovia|Monterrey|Montevideo|Montreal|Moscou|Moscow|Moscú|Moskau|
Moskwa|Mosul|Mumbai|Munich|Muscat|México|München|N'Djamena|Nagasaki|Nairobi|Naypyidaw|New Delhi|New Orleans|New York|
Niamey|Nicosia|Nouakchott|Nueva York|Odesa|Odessa|Oklahoma City|Oslo|Ottawa|Ouagadougou|Panama City|Parigi|Paris|
Pekín|Peshawar|Philadelphia|Phnom Penh|Phoenix|Pittsburgh|Port Moresby|Port-au-Prince|Prague|Pretoria|Pristina|
Pyongyang|Pékin|Quebec City|Quetta|Quito|Rabat|Ramallah|Rangoon|Rawalpindi|Reykjavik|Riga|Rio de Janeiro|Riyadh|Rom|
Roma|Rome|Salt Lake City|San Antonio|San Diego|San Francisco|San José|San Juan|San Salvador|Sanaa|Santiago|
Santo Domingo|Sarajevo|Seattle|Seoul|Shanghai|Shenzhen|Singapore|Skopje|Sofia|Srinagar|St. Louis|St. Petersburg|
Stockholm|Strasbourg|Suva|Sydney|São Paulo|Taipei|Tallinn|Tashkent|Tbilisi|Tegucigalpa|Tehran|Tel Aviv|The Hague|
Tijuana|Tirana|Tokyo|Toronto|Tripoli|Tunis|Turin|Ulaanbaatar|United Nations|Valletta|Vancouver|Vatican City|Venice|
Vienna|Vientiane|Vilnius|Vladivostok|Warsaw|Warszawa|Washington|Washington DC|Waszyngton|Wellington|Wien|Windhoek|
Wuhan|Yangon|Yaoundé|Yerevan|Zagreb|Zaporizhzhia|Zurich|Zürich|Берлин|Брюссель|Варшава|Вашингтон|Женева|Киев|Лондон|
Минск|Москва|Нью-Йорк|Париж|Пекин|Санкт-Петербург|Токио
"""
# Countries, American states in full and as papers abbreviate them, Canadian provinces.
_REGIONS = """
Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Belarus|Belgium|
Benin|Bolivia|Bosnia|Botswana|Brazil|Britain|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|
Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Denmark|Dominican Republic|DR Congo|East Timor|Ecuador|
Egypt|El Salvador|England|Eritrea|Estonia|Ethiopia|Fiji|Finland|France|French Guiana|Gabon|Gambia|Gaza Strip|Georgia|
Germany|Ghana|Greece|Greenland|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|
Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kashmir|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|
Lebanon|Lesotho|Liberia|Libya|Lithuania|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|
Moldova|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|
North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palestinian Territories|Panama|Papua New Guinea|
Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia|
Sierra Leone|Slovakia|Slovenia|Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|Sudan|Sweden|Switzerland|
Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tunisia|Turkey|Turkmenistan|UAE|Uganda|UK|Ukraine|United Arab Emirates|
United Kingdom|United States|Uruguay|US|USA|Uzbekistan|Venezuela|Vietnam|Wales|West Bank|Yemen|Zambia|Zimbabwe|
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|
Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|
Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|
Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|
Wyoming|Ala.|Ariz.|Ark.|Calif.|Colo.|Conn.|D.C.|DC|Del.|Fla.|Ga.|Ill.|Ind.|Kan.|Ky.|La.|Mass.|Md.|Mich.|Minn.|Miss.|
Mo.|Mont.|N.C.|N.D.|N.H.|N.J.|N.M.|N.Y.|Neb.|Nev.|Okla.|Ore.|Pa.|R.I.|S.C.|S.D.|Tenn.|Va.|Vt.|W.Va.|Wash.|Wis.|Wyo.|
Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Quebec|Saskatchewan|Yukon
"""


def _names(table: str) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in table.split("|"))


_CITY_NAMES = _names(_CITIES)
_REGION_NAMES = _names(_REGIONS)


def is_dateline_place(place: str) -> bool:
    """Say whether this is a city that stands alone, or any name followed by a country, state or province."""
    town, comma, region = place.partition(",")
    if comma:
        return region.strip().casefold() in _REGION_NAMES
    return town.strip().casefold() in _CITY_NAMES
