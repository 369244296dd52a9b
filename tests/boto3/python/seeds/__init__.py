"""The listed operations, one module per service. Each module adds to `OPERATIONS`."""

import importlib
import pkgutil

from .operation import OPERATIONS

for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")

__all__ = ["OPERATIONS"]
