"""Flows: who left the poor and near-poor lists in a year, who came, and what does not add up."""

from ui.flows.view import flows_page

flows_page()
