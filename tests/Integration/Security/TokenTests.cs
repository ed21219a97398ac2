using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cartwright.Accounts;
using Cartwright.Tests.Shops;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Tests.Security;

public sealed class TokenTests(TestShop shop)
{
    static readonly Guid Somebody = Guid.NewGuid();

    SigningCredentials Real => shop.Shop.Service<KeyRing>("accounts")[0].Current.Credentials;

    ECPoint PublicPoint => new() { X = Base64UrlEncoder.DecodeBytes(((JsonWebKey)Real.Key).X), Y = Base64UrlEncoder.DecodeBytes(((JsonWebKey)Real.Key).Y) };

    [Fact]
    public async Task A_token_as_accounts_issues_it_is_accepted()
    {
        // What the other tests forge differs from this one in one respect each.
        (await GetAsync(Token(Real), "/api/orders")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("without expiry")]
    [InlineData("not valid yet")]
    [InlineData("foreign issuer")]
    [InlineData("foreign audience")]
    [InlineData("role changed")]
    [InlineData("signature changed")]
    [InlineData("without signature")]
    [InlineData("alg none")]
    [InlineData("alg None with signature")]
    [InlineData("HS256 with the public key")]
    [InlineData("HS256 with the public key as PEM")]
    [InlineData("key of somebody else under our id")]
    [InlineData("key of somebody else in the header")]
    [InlineData("unknown key")]
    [InlineData("without key id")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("dots")]
    [InlineData("long")]
    [InlineData("kid a list")]
    [InlineData("kid a number")]
    [InlineData("kid an object")]
    [InlineData("cty a list")]
    [InlineData("cty an object")]
    [InlineData("typ a number")]
    [InlineData("alg a list")]
    [InlineData("x5t an object")]
    [InlineData("header a list")]
    [InlineData("exp a text")]
    [InlineData("sub an object")]
    public async Task A_token_that_is_not_ours_or_not_valid_any_more_is_refused_everywhere(string forgery)
    {
        var token = Forge(forgery);

        (Uri Address, string Path)[] doors =
            [(shop.Gateway, "/api/orders"), (shop.Gateway, "/api/products"), (Service("orders"), "/api/orders"), (Service("catalog"), "/admin/dead-letters")];
        foreach (var (address, path) in doors)
        {
            var answer = await GetAsync(token, path, address);

            answer.Is(HttpStatusCode.Unauthorized);
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_password_in_the_place_of_a_token_is_refused()
    {
        using var client = shop.Client();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("admin:password"u8));

        (await client.GetJsonAsync("/api/orders")).Is(HttpStatusCode.Unauthorized);
    }

    string Forge(string forgery) => forgery switch
    {
        "expired" => Token(Real, d => (d.IssuedAt, d.NotBefore, d.Expires) = (Ago(120), Ago(120), Ago(60))),
        "without expiry" => Token(Real, d => d.Expires = null),
        "not valid yet" => Token(Real, d => (d.NotBefore, d.Expires) = (Ago(-60), Ago(-120))),
        "foreign issuer" => Token(Real, d => d.Issuer = "elsewhere"),
        "foreign audience" => Token(Real, d => d.Audience = "elsewhere"),
        "role changed" => Change(Token(Real), payload: p => p["role"] = "admin"),
        "signature changed" => Token(Real)[..^10] + "AAAAAAAAAA",
        "without signature" => Token(Real)[..(Token(Real).LastIndexOf('.') + 1)],
        "alg none" => Change(Token(Real), header: h => h["alg"] = "none")[..(Change(Token(Real), header: h => h["alg"] = "none").LastIndexOf('.') + 1)],
        "alg None with signature" => Change(Token(Real), header: h => h["alg"] = "None"),
        "HS256 with the public key" => Hmac([.. PublicPoint.X!, .. PublicPoint.Y!]),
        "HS256 with the public key as PEM" => Hmac(Encoding.ASCII.GetBytes(PublicKeyPem())),
        "key of somebody else under our id" => Token(OwnKey(Real.Key.KeyId)),
        "key of somebody else in the header" => Change(Token(OwnKey("mine")), header: h => h["jku"] = "http://127.0.0.1:1/keys"),
        "unknown key" => Token(OwnKey(Guid.NewGuid().ToString())),
        "without key id" => Token(OwnKey(null)),
        "kid a list" => Change(Token(Real), header: h => h["kid"] = new JsonArray(Real.Key.KeyId)),
        "kid a number" => Change(Token(Real), header: h => h["kid"] = 1),
        "kid an object" => Change(Token(Real), header: h => h["kid"] = new JsonObject()),
        "cty a list" => Change(Token(Real), header: h => h["cty"] = new JsonArray("JWT")),
        "cty an object" => Change(Token(Real), header: h => h["cty"] = new JsonObject()),
        "typ a number" => Change(Token(Real), header: h => h["typ"] = 1),
        "alg a list" => Change(Token(Real), header: h => h["alg"] = new JsonArray("ES256")),
        "x5t an object" => Change(Token(Real), header: h => h["x5t"] = new JsonObject()),
        "header a list" => Base64UrlEncoder.Encode("[]") + Token(Real)[Token(Real).IndexOf('.')..],
        "exp a text" => Change(Token(Real), payload: p => p["exp"] = "later"),
        "sub an object" => Change(Token(Real), payload: p => p["sub"] = new JsonObject()),
        "empty" => " ",
        "text" => "a token",
        "dots" => "..",
        _ => new string('a', 6000) + ".b.c",
    };

    static string Token(SigningCredentials credentials, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "cartwright",
            Audience = "cartwright",
            IssuedAt = Ago(0),
            NotBefore = Ago(0),
            Expires = Ago(-15),
            Claims = new Dictionary<string, object> { ["sub"] = Somebody.ToString(), ["name"] = "somebody", ["role"] = "customer" },
            SigningCredentials = credentials,
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    static string Change(string token, Action<JsonObject>? header = null, Action<JsonObject>? payload = null)
    {
        var parts = token.Split('.');
        parts[0] = Edit(parts[0], header);
        parts[1] = Edit(parts[1], payload);
        return string.Join('.', parts);
    }

    static string Edit(string part, Action<JsonObject>? edit)
    {
        var json = JsonNode.Parse(Base64UrlEncoder.Decode(part))!.AsObject();
        edit?.Invoke(json);
        return Base64UrlEncoder.Encode(json.ToJsonString());
    }

    string Hmac(byte[] key)
    {
        var parts = Change(Token(Real), header: h => h["alg"] = "HS256").Split('.');
        return $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")))}";
    }

    string PublicKeyPem()
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = PublicPoint });
        return key.ExportSubjectPublicKeyInfoPem();
    }

    static SigningCredentials OwnKey(string? id) =>
        new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id }, SecurityAlgorithms.EcdsaSha256);

    static DateTime Ago(int minutes) => DateTime.UtcNow.AddMinutes(-minutes);

    Uri Service(string name) => shop.Shop.Address(name);

    async Task<Answer> GetAsync(string token, string path, Uri? address = null)
    {
        using var client = new HttpClient { BaseAddress = address ?? shop.Gateway };
        return await client.SendAsync(HttpMethod.Get, path, null, m => m.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"));
    }
}
