using System.Net;
using System.Text.RegularExpressions;

namespace Cartwright.Tests.Shops;

/// <summary>A browser without a script: it keeps cookies and sends the forms of pages.</summary>
public sealed partial class Browser : IDisposable
{
    readonly CookieContainer _cookies = new();
    readonly HttpClient _client;
    readonly Uri _shop;

    public Browser(Uri shop)
    {
        _shop = shop;
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = shop };
    }

    /// <summary>The cookies of the shop, as a request sends them.</summary>
    public string Cookies => _cookies.GetCookieHeader(_shop);

    /// <summary>Opens a page.</summary>
    public Task<Answer> GetAsync(string path) => _client.GetJsonAsync(path);

    /// <summary>Opens a page and sends a form of it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="action">Where the form goes.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<Answer> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(page)).Is(HttpStatusCode.OK).Body).Groups[1].Value;
        return await _client.SendAsync(HttpMethod.Post, action, null, request => request.Content = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(string name, string password) => (await SubmitAsync(
        "/login", "/login", ("_handler", "login"), ("Input.Name", name), ("Input.Password", password))).Is(HttpStatusCode.Found);

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
