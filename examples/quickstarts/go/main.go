// Sign in with Gatehouse, with nothing but Go: go run main.go
package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
)

const (
	issuer      = "{{issuer}}"
	clientID    = "{{client_id}}"
	redirectURI = "{{redirect_uri}}"
)

// What each browser began, by its cookie; a real application keeps a session.
var started sync.Map

type attempt struct{ state, verifier string }

var provider struct {
	Authorization string `json:"authorization_endpoint"`
	Token         string `json:"token_endpoint"`
	UserInfo      string `json:"userinfo_endpoint"`
}

func random() string {
	bytes := make([]byte, 32)
	if _, err := rand.Read(bytes); err != nil {
		log.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(bytes)
}

func login(w http.ResponseWriter, r *http.Request) {
	browser, began := random(), attempt{random(), random()}
	started.Store(browser, began)
	challenge := sha256.Sum256([]byte(began.verifier))
	http.SetCookie(w, &http.Cookie{Name: "browser", Value: browser, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, provider.Authorization+"?"+url.Values{
		"client_id": {clientID}, "redirect_uri": {redirectURI}, "response_type": {"code"}, "state": {began.state},
		"scope": {"openid profile email"}, "code_challenge_method": {"S256"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(challenge[:])},
	}.Encode(), http.StatusFound)
}

func callback(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("browser")
	if err != nil {
		http.Error(w, "This sign-in did not begin in this browser.", http.StatusBadRequest)
		return
	}
	found, ok := started.LoadAndDelete(cookie.Value)
	query := r.URL.Query()
	if !ok || query.Get("state") != found.(attempt).state || query.Get("iss") != issuer {
		http.Error(w, "This sign-in did not begin in this browser.", http.StatusBadRequest)
		return
	}
	if query.Get("code") == "" {
		http.Error(w, query.Get("error"), http.StatusForbidden)
		return
	}
	var tokens struct {
		AccessToken string `json:"access_token"`
	}
	request, _ := http.NewRequest("POST", provider.Token, strings.NewReader(url.Values{
		"grant_type": {"authorization_code"}, "code": {query.Get("code")}, "redirect_uri": {redirectURI},
		"code_verifier": {found.(attempt).verifier},
	}.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(url.QueryEscape(clientID), url.QueryEscape(os.Getenv("CLIENT_SECRET")))
	if err := ask(request, &tokens); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	person := map[string]any{}
	request, _ = http.NewRequest("GET", provider.UserInfo, nil)
	request.Header.Set("Authorization", "Bearer "+tokens.AccessToken)
	if err := ask(request, &person); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(person)
}

func ask(request *http.Request, answer any) error {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", response.Status, body)
	}
	return json.Unmarshal(body, answer)
}

func main() {
	request, _ := http.NewRequest("GET", issuer+"/.well-known/openid-configuration", nil)
	if err := ask(request, &provider); err != nil {
		log.Fatal(err)
	}
	address, _ := url.Parse(redirectURI)
	http.HandleFunc("/login", login)
	http.HandleFunc(address.Path, callback)
	http.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<a href="/login">Sign in</a>`)
	})
	listener, err := net.Listen("tcp", "localhost:"+address.Port())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Open {{origin}}")
	log.Fatal(http.Serve(listener, nil))
}
