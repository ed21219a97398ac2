using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.AccountsService;

/// <summary>Nobody replaces or removes an address that somebody else has changed in the meantime.</summary>
public sealed class AddressEditTests(TestShop shop)
{
    const string Password = "a customer's password";

    static readonly object Other = new { street = "Side Street 2", city = "Berlin", zipCode = "10115", country = "DE" };

    [Fact]
    public async Task An_edit_of_an_address_needs_the_version_that_it_edits()
    {
        using var customer = await shop.CustomerAsync();
        var (path, etag) = await AddAsync(customer);
        (await customer.Http.PutJsonAsync(path, Other)).Is(HttpStatusCode.PreconditionRequired);
        (await DeleteAsync(customer.Http, path, null)).Is(HttpStatusCode.PreconditionRequired);

        var edits = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => customer.Http.PutJsonAsync(
            path, new { label = $"Edit {i}", street = "Side Street 2", city = "Berlin", zipCode = "10115", country = "DE" }, etag)));

        var won = Assert.Single(edits, edit => edit.Status == HttpStatusCode.OK);
        var current = (await customer.Http.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(won.Json.GetProperty("label").GetString(), current.Json.GetProperty("label").GetString());
        Assert.Equal(current.Response.Headers.ETag, won.Response.Headers.ETag);
        // The refusal names the version that an edit would have to name now.
        var stale = (await DeleteAsync(customer.Http, path, etag)).Is(HttpStatusCode.PreconditionFailed);
        Assert.All(edits.Where(edit => edit != won).Append(stale), edit => edit.Is(HttpStatusCode.PreconditionFailed));
        (await DeleteAsync(customer.Http, path, stale.Response.Headers.ETag!.ToString())).Is(HttpStatusCode.NoContent);
        (await customer.Http.GetJsonAsync(path)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_a_change_of_the_address_itself_makes_an_edit_of_it_stale()
    {
        using var customer = await shop.CustomerAsync();
        var (path, etag) = await AddAsync(customer);
        (await customer.Http.PutJsonAsync($"/api/users/{customer.Id}", new { firstName = "Grace", lastName = "Hopper" }, "*")).Is(HttpStatusCode.OK);

        // The address shows the name of the user, so a client that has the earlier answer gets this one.
        var shown = await customer.Http.SendAsync(HttpMethod.Get, path, null, m => m.Headers.TryAddWithoutValidation("If-None-Match", etag));
        Assert.Equal("Grace Hopper", shown.Is(HttpStatusCode.OK).Json.GetProperty("recipient").GetString());
        var same = await customer.Http.SendAsync(HttpMethod.Get, path, null, m => m.Headers.TryAddWithoutValidation("If-None-Match", shown.Response.Headers.ETag!.ToString()));
        same.Is(HttpStatusCode.NotModified);
        (await customer.Http.PutJsonAsync(path, Other, etag)).Is(HttpStatusCode.OK);

        // Another default address changes this one: it is the default no more.
        var edited = (await customer.Http.GetJsonAsync(path)).Response.Headers.ETag!.ToString();
        (await customer.Http.PostJsonAsync(
            $"/api/users/{customer.Id}/addresses", new { street = "Third Street 3", city = "Berlin", zipCode = "10115", country = "DE", isDefault = true }))
            .Is(HttpStatusCode.Created);
        (await customer.Http.PutJsonAsync(path, Other, edited)).Is(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task The_account_page_removes_an_address_only_as_the_customer_saw_it()
    {
        using var customer = await shop.CustomerAsync();
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(EmailOf(customer), Password);
        var (path, etag) = await AddAsync(customer);
        var remove = $"/account/addresses/{path.Split('/')[^1]}/remove";
        Assert.Contains("name=\"version\" value=\"1\"", (await browser.GetAsync("/account")).Body, StringComparison.Ordinal);
        (await customer.Http.PutJsonAsync(path, Other, etag)).Is(HttpStatusCode.OK);

        (await browser.SubmitAsync("/account", remove, ("version", "1"))).Is(HttpStatusCode.Found);

        var page = (await browser.GetAsync("/account")).Is(HttpStatusCode.OK).Body;
        Assert.Contains("was changed elsewhere in the meantime", page, StringComparison.Ordinal);
        Assert.Contains("Side Street 2", page, StringComparison.Ordinal);
        (await browser.SubmitAsync("/account", remove, ("version", "2"))).Is(HttpStatusCode.Found);
        Assert.DoesNotContain("Side Street 2", (await browser.GetAsync("/account")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_address_keeps_what_was_typed_when_another_tab_has_saved_it()
    {
        using var customer = await shop.CustomerAsync();
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(EmailOf(customer), Password);
        var (path, etag) = await AddAsync(customer);
        var page = $"/account/addresses/{path.Split('/')[^1]}";
        Assert.Contains($"href=\"{page}\"", (await browser.GetAsync("/account")).Body, StringComparison.Ordinal);
        var form = (await browser.GetAsync(page)).Is(HttpStatusCode.OK).Body;
        Assert.Contains("name=\"Address.Version\" value=\"1\"", form, StringComparison.Ordinal);
        (await customer.Http.PutJsonAsync(path, Other, etag)).Is(HttpStatusCode.OK);

        var refused = (await SaveAsync(1, "20095")).Is(HttpStatusCode.OK).Body;
        var wrong = (await SaveAsync(2, "1")).Is(HttpStatusCode.OK).Body;

        Assert.Contains("changed elsewhere in the meantime", refused, StringComparison.Ordinal);
        Assert.Contains("Side Street 2", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"Typed Street 3\"", refused, StringComparison.Ordinal);
        Assert.Contains("name=\"Address.Version\" value=\"2\"", refused, StringComparison.Ordinal);
        Assert.Contains("Address-ZipCode-error", wrong, StringComparison.Ordinal);
        (await SaveAsync(2, "20095")).Is(HttpStatusCode.Found);
        var saved = (await customer.Http.GetJsonAsync(path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("Work", "Typed Street 3", "Hamburg"), (Text("label"), Text("street"), Text("city")));
        // It was the default address, and stays it.
        Assert.True(saved.GetProperty("isDefault").GetBoolean());
        (await browser.GetAsync($"/account/addresses/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);

        string? Text(string name) => saved.GetProperty(name).GetString();

        Task<Answer> SaveAsync(int version, string zipCode) => browser.SubmitAsync(
            page, page, ("_handler", "edit-address"), ("Address.Version", $"{version}"), ("Address.Label", "Work"), ("Address.Street", "Typed Street 3"),
            ("Address.City", "Hamburg"), ("Address.ZipCode", zipCode), ("Address.Country", "DE"));
    }

    [Fact]
    public async Task The_account_page_keeps_what_was_typed_when_another_tab_has_saved_the_profile()
    {
        using var customer = await shop.CustomerAsync();
        using var browser = new Browser(shop.Gateway);
        await browser.SignInAsync(EmailOf(customer), Password);
        var before = (await customer.Http.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK).Json.GetProperty("version").GetInt32();
        (await customer.Http.PutJsonAsync($"/api/users/{customer.Id}", new { firstName = "Elsewhere" }, $"\"{before}\"")).Is(HttpStatusCode.OK);

        var refused = (await SaveAsync(before)).Is(HttpStatusCode.OK).Body;

        Assert.Contains("changed elsewhere in the meantime", refused, StringComparison.Ordinal);
        Assert.Contains("Elsewhere", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"Typed here\"", refused, StringComparison.Ordinal);
        Assert.Contains($"name=\"Person.Version\" value=\"{before + 1}\"", refused, StringComparison.Ordinal);
        (await SaveAsync(before + 1)).Is(HttpStatusCode.Found);
        Assert.Equal("Typed here", (await customer.Http.GetJsonAsync("/api/profile")).Json.GetProperty("firstName").GetString());

        Task<Answer> SaveAsync(int version) => browser.SubmitAsync(
            "/account", "/account", ("_handler", "profile"), ("Person.Version", $"{version}"), ("Person.Email", EmailOf(customer)), ("Person.FirstName", "Typed here"));
    }

    static string EmailOf(TestCustomer customer) => $"{customer.Username}@example.com";

    static async Task<(string Path, string ETag)> AddAsync(TestCustomer customer)
    {
        var added = (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/addresses", OrderBody.Address)).Is(HttpStatusCode.Created);
        return ($"/api/users/{customer.Id}/addresses/{added.Id}", added.Response.Headers.ETag!.ToString());
    }

    static Task<Answer> DeleteAsync(HttpClient client, string path, string? ifMatch) => client.SendAsync(HttpMethod.Delete, path, null, m =>
    {
        if (ifMatch is not null)
        {
            m.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
    });
}
