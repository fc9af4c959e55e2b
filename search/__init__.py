"""Wenda's search: the model, the analysis, the query tree, the engines behind one port, results made readable.

Imports nothing of the project but itself. Holds no re-exports: this file runs before every module inside.
"""
