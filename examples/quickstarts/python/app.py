"""Sign in with Gatehouse, with nothing but Python: python3 app.py"""
import base64, hashlib, json, os, secrets, urllib.parse, urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ISSUER, CLIENT_ID, REDIRECT_URI = "{{issuer}}", "{{client_id}}", "{{redirect_uri}}"
CLIENT_SECRET = os.environ["CLIENT_SECRET"]
started = {}  # what each browser began, by its cookie; a real application keeps a session


def get_json(url, data=None, headers={}):
    with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as answer:
        return json.load(answer)


provider = get_json(ISSUER + "/.well-known/openid-configuration")


def redeem(code, verifier):
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI, "code_verifier": verifier}
    quoted = urllib.parse.quote(CLIENT_ID, safe="") + ":" + urllib.parse.quote(CLIENT_SECRET, safe="")
    basic = base64.b64encode(quoted.encode()).decode()
    return get_json(provider["token_endpoint"], urllib.parse.urlencode(form).encode(), {"Authorization": "Basic " + basic})


class Application(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        if url.path == "/login":
            return self.begin()
        if url.path == urllib.parse.urlparse(REDIRECT_URI).path:
            return self.finish(dict(urllib.parse.parse_qsl(url.query)))
        self.say(200, '<a href="/login">Sign in</a>', "text/html")

    def begin(self):
        browser, state, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        started[browser] = (state, verifier)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = urllib.parse.urlencode({
            "client_id": CLIENT_ID, "redirect_uri": REDIRECT_URI, "response_type": "code", "state": state,
            "scope": "openid profile email", "code_challenge": challenge, "code_challenge_method": "S256"})
        self.send_response(302)
        self.send_header("Location", provider["authorization_endpoint"] + "?" + query)
        self.send_header("Set-Cookie", "browser=" + browser + "; HttpOnly; SameSite=Lax; Path=/")
        self.end_headers()

    def finish(self, answer):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("browser")
        state, verifier = started.pop(cookie.value if cookie else "", (None, None))
        if state is None or answer.get("state") != state or answer.get("iss") != ISSUER:
            return self.say(400, "This sign-in did not begin in this browser.")
        if "code" not in answer:
            return self.say(403, answer.get("error", "No code came back."))
        tokens = redeem(answer["code"], verifier)
        person = get_json(provider["userinfo_endpoint"], headers={"Authorization": "Bearer " + tokens["access_token"]})
        self.say(200, json.dumps(person), "application/json")

    def say(self, status, text, kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("localhost", urllib.parse.urlparse(REDIRECT_URI).port or 80), Application)
print("Open {{origin}}", flush=True)
server.serve_forever()
