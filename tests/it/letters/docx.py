"""Makes letter.docx, as Word would write it: bold headings typed with their numbers, a table, lists, smart quotes, a footer."""

import datetime
import sys

from docx import Document

document = Document()
document.core_properties.created = document.core_properties.modified = datetime.datetime(2006, 2, 20)
document.sections[0].footer.paragraphs[0].text = "Ash Lane and Elm Lane, February 2006"
document.add_paragraph("Statement of Intent", style="Title")
document.add_paragraph("Two schools, one budget")
document.add_paragraph("Domain: Groups of schools")


def heading(text):
    document.add_paragraph().add_run(text).bold = True


heading("1. Key contact")
table = document.add_table(rows=0, cols=2)
for label, value in [
    ("Name", "Mrs Ann Other"),
    ("Position", "Head teacher"),
    ("Address", "Ash Lane Primary School\n1 Ash Lane\nAnytown AN1 1AA"),
    ("E-mail", "head@ashlane.example"),
    ("Tel.", "01632 960001"),
]:
    row = table.add_row().cells
    row[0].text, row[1].text = label, value

heading("2. The compelling idea")
document.add_paragraph(
    "From September Ash Lane and Elm Lane will be led by one head, Mrs Other, and governed by one board of nine. "
    "Each school\u2019s governors hand over their staffing budget to it \u2013 all of it. \u201cNobody keeps a purse of their own,\u201d as our chair says."
)
document.add_paragraph("What will be different in leadership:")
document.add_paragraph("Role: one executive head for both schools, appointed by the board.", style="List Bullet")
document.add_paragraph("Structure: a board of nine, four of them elected by parents, in place of two governing bodies.", style="List Bullet")
document.add_paragraph("Behaviour: the two deputies teach one day a week in each other\u2019s school.", style="List Bullet")

heading("3. What we hope to achieve and the difference in provision")
document.add_paragraph("That by 2008 no child leaves either school unable to read; last year 14 of 61 did.")
document.add_paragraph("A music teacher for both schools, which neither could pay for alone, and one club a day after school.")

heading("4. Stakeholders")
table = document.add_table(rows=1, cols=3)
for cell, text in zip(table.rows[0].cells, ["Name", "Status", "For what"]):
    cell.text = text
for texts in [
    ("Governors of Ash Lane Primary", "Agreed", "They voted for the joint board in January."),
    ("Governors of Elm Lane Infants", "Agreed", "They voted for it a week later."),
    ("Cllr Jo Ash, lead member for children", "Consulted", ""),
    ("Parents of both schools", "Sought", "A meeting is called for 2 March."),
]:
    row = table.add_row().cells
    for cell, text in zip(row, texts):
        cell.text = text

heading("5. Dates for a visit")
document.add_paragraph("Tuesday 14th March, morning", style="List Bullet")
document.add_paragraph("22/3/06 pm", style="List Bullet")
document.add_paragraph("Wednesday 5 April 2006 (am)", style="List Bullet")

document.add_paragraph("Acknowledgements", style="Heading 1")
document.add_paragraph("We thank the diocese, which lent us a room.")
document.save(sys.argv[1])
