"""What does `searcher serve` need? The app, its indexes, and processes that answer."""

from searcher.web.app import create_app, paths_of
from searcher.web.guard import LOOPBACK
from searcher.web.origins import origin_of
from searcher.web.workers import beside, serve, workers_of

__all__ = ["LOOPBACK", "beside", "create_app", "origin_of", "paths_of", "serve", "workers_of"]
