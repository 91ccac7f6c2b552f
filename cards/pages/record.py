"""A page as a record for scripts."""

from cards.pages.page import Page, PageRow, Section

SCHEMA = 1
"""The version of the keys; it grows when a key changes its meaning or is removed."""


def page_record(page: Page) -> dict[str, object]:
    """The page with all its rows; `primemover help scripts` describes the keys."""
    return {
        "schema": SCHEMA,
        "kind": page.kind,
        "id": page.id,
        "title": page.title,
        "tags": list(page.tags),
        "sections": [_section(section) for section in page.sections],
        "sources": [{"id": source.id, "name": source.name} for source in page.sources],
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "heading": section.heading,
        "columns": list(section.columns),
        "rows": [_row(row) for row in section.rows],
    }


def _row(row: PageRow) -> dict[str, object]:
    return {
        "cells": list(row.cells),
        "tier": int(row.tier),
        "facts": [fact.id for fact in row.facts],
    }
