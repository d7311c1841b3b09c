from .fixture import news_site

__all__ = ["news_site"]
