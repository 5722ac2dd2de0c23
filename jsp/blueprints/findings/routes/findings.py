"""Findings and the passages behind them."""
