"""What is listed, a module for each service. Each of them fills `OPERATIONS`."""

import importlib
import pkgutil

from .operation import OPERATIONS

for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")

__all__ = ["OPERATIONS"]
