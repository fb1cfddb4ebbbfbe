"""Tables of web pages: spans, nested layout tables, other tags, attributes in every hand."""

import base64
from html import escape
from random import Random

from corpus.drawing.word import table_picture
from corpus.layouts.content import Sheet, Truth
from corpus.layouts.sheets import cut, header_rows, rows_of
from corpus.statutory_form import FormCell, FormTable

FLAGS = ("nested_tables", "header_sections", "cells_in_spans", "no_break_spaces", "hidden_elements", "table_in_two",
         "unquoted_attributes", "th_for_labels", "row_ends_left_out", "tables_of_divs")  # fmt: skip


class WebTables:
    """Draws sheets as HTML tables."""

    def __init__(self, rng: Random, flags: frozenset[str], truth: Truth, style: str) -> None:
        self.rng, self.flags, self.truth, self.style = rng, flags, truth, style

    def _has(self, flag: str, odds: float = 1.0) -> bool:
        if flag in self.flags and self.rng.random() < odds:
            self.truth.met(flag)
            return True
        return False

    def _text(self, cell: FormCell) -> str:
        text = escape(cell.text, quote=False).replace(
            "\n", self.rng.choice(("<br>", "<br/>", "</p><p>"))
        )
        text = text.replace("\xa0", "&nbsp;")
        if self._has("no_break_spaces"):
            text = f"&nbsp;{text}" if text else "&nbsp;"
        if self._has("hidden_elements", 0.05):
            text += self.rng.choice(
                ('<span style="display:none">8</span>', "<!-- 12 -->", "<span hidden>3</span>")
            )
        if self.style == "word":
            return f"<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US style='font-size:9.0pt;mso-hansi-font-family:宋体'>{text}<o:p></o:p></span></p>"
        if self._has("cells_in_spans") or "</p><p>" in text:
            return f'<p><span style="font-size:14px">{text}</span></p>'
        return text

    def _attribute(self, name: str, count: int) -> str:
        if count == 1:
            return ""
        return f" {name}={count}" if self._has("unquoted_attributes") else f' {name}="{count}"'

    def grid(self, table: FormTable) -> str:
        rows = []
        for row in rows_of(table):
            cells = []
            for cell, hangs in row:
                if hangs:
                    continue
                tag = "th" if cell.key is None and self._has("th_for_labels") else "td"
                spans = self._attribute("rowspan", cell.row_span) + self._attribute(
                    "colspan", cell.column_span
                )
                end = "" if self._has("row_ends_left_out") else f"</{tag}>"
                cells.append(f"<{tag}{spans}>{self._text(cell)}{end}")
            end = "" if self._has("row_ends_left_out") else "</tr>"
            rows.append(f"<tr>{''.join(cells)}{end}")
        if table.columns > 5 and self._has("header_sections"):
            head = header_rows(table)
            inner = f"<thead>{''.join(rows[:head])}</thead><tbody>{''.join(rows[head:])}</tbody>"
        else:
            inner = "".join(rows)
        return f'<table border="1" cellspacing="0">{inner}</table>'

    def _divs(self, table: FormTable) -> str:
        """Rows and cells that are tables only by their style."""
        self.truth.may_refuse = True
        self.truth.met("tables_of_divs", arguable=["S206", "S202"])
        rows = []
        for row in rows_of(table):
            cells = "".join(
                f'<div class="td">{"" if hangs else self._text(c)}</div>' for c, hangs in row
            )
            rows.append(f'<div class="tr">{cells}</div>')
        return f'<div class="table">{"".join(rows)}</div>'

    def sheet(self, sheet: Sheet) -> str:
        if sheet.picture:
            data = base64.b64encode(table_picture(sheet.table)).decode()
            return f'<p><img alt="" src="data:image/png;base64,{data}"></p>'
        if "tables_of_divs" in self.flags and self.rng.random() < 0.4:
            return self._divs(sheet.table)
        if sheet.part == "requests" and self._has("table_in_two"):
            headers = self.rng.choice((0, 0, header_rows(sheet.table)))
            at = self.rng.randrange(8, sheet.table.rows - 3)
            halves = cut(sheet.table, at, headers=headers, blank=self.rng.random() < 0.5)
            drawn = f"{self.grid(halves[0])}<p>&nbsp;</p>{self.grid(halves[1])}"
        else:
            drawn = self.grid(sheet.table)
        if self._has("nested_tables"):
            drawn = f'<table width="100%"><tr><td>{drawn}</td></tr></table>'
        return drawn
