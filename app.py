"""The review screen: sets up the page and chooses between queue and report."""

from review.screens import queue_page, report_page
from review.screens.session import chosen_report, set_up_page

set_up_page()
report = chosen_report()
if report is None:
    queue_page.draw()
else:
    report_page.draw(report)
