"""x"""
import cProfile, pstats
from tests.messages.asker import *
from tests.browser import Browser
import sys, time
import os
def pc(): return os.times().user + os.times().system
def test_a(app, browser, worker, frozen):
    ask(app, browser, frozen, site="gilde")
def test_b(app, browser, frozen):
    for n in range(2):
        t=pc(); w = Browser(app).signed_in("sanne"); print("signin", pc()-t)
        t=pc(); ask(app, browser, frozen, site="gilde"); print("ask", pc()-t)
        t=pc(); send_question(app, browser, frozen, way="reach", reach="0478-000001", site="gilde"); print("reach", pc()-t)
        t=pc(); w.get("/messages/"); print("inbox", pc()-t)
        with app.app_context(): id = threads()[0].id
        t=pc(); w.get(f"/messages/{id}"); print("thread", pc()-t)
        t=pc(); w.client.get(f"/messages/{id}"); print("thread raw", pc()-t)
        t=pc(); w.get(f"/today/"); print("today", pc()-t)
        t=pc(); w.client.get(f"/today/"); print("today raw", pc()-t)
