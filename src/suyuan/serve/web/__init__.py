"""The web view: server-rendered pages over one library, for a browser on this machine; JSON twins under /api."""

from suyuan.serve.web.app import app, serve

__all__ = ["app", "serve"]
