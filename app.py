"""The review screen: sets up the page and chooses what to draw."""

from review.screens import report_page
from review.screens.navigation import chosen_page, draw_page
from review.screens.session import chosen_report, set_up_page

set_up_page()
report = chosen_report()
if report is None:
    draw_page(chosen_page())
else:
    report_page.draw(report)
