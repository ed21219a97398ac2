using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.NotificationsService;

/// <summary>Each test edits a language of its own, because other tests read texts beside these.</summary>
public sealed class TemplateEditTests(TestShop shop)
{
    // Enough that each of two instances writes some.
    const int Many = 6;

    [Fact]
    public async Task An_edited_text_counts_at_once_on_all_instances_and_the_built_in_one_when_it_is_deleted()
    {
        var path = Path("order_confirmed", "fr");
        var product = await shop.ProductAsync();
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var fallback = (await admin.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        var version = ETag((await admin.PutJsonAsync(path, new { subject = "Un {{number}}", text = "Total {{total}}" }, ETag(fallback))).Is(HttpStatusCode.OK));
        (await customer.Http.PutJsonAsync("/api/notifications/preferences", new { language = "fr" })).Is(HttpStatusCode.OK);

        // Now all instances have the first edit in memory.
        Assert.All(await TitlesAsync(customer, product), title => Assert.StartsWith("Un CW-", title, StringComparison.Ordinal));
        var edited = (await admin.PutJsonAsync(path, new { subject = "Deux {{number}}", text = "Total {{total}}" }, version)).Is(HttpStatusCode.OK);
        Assert.All(await TitlesAsync(customer, product), title => Assert.StartsWith("Deux CW-", title, StringComparison.Ordinal));
        (await admin.SendAsync(HttpMethod.Delete, path, null, request => request.Headers.Add("If-Match", ETag(edited)))).Is(HttpStatusCode.NoContent);
        Assert.All(await TitlesAsync(customer, product), title => Assert.EndsWith(" is confirmed", title, StringComparison.Ordinal));

        Assert.Equal(("fallback", "en"), (Text(fallback.Json, "source"), Text(fallback.Json, "textLanguage")));
        Assert.Equal(("edited", "fr"), (Text(edited.Json, "source"), Text(edited.Json, "textLanguage")));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_user_gets_the_texts_of_the_chosen_language_and_others_of_the_shop()
    {
        var product = await shop.ProductAsync();
        using var german = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();
        var before = (await german.Http.GetJsonAsync("/api/notifications/preferences")).Is(HttpStatusCode.OK).Json;

        var chosen = (await german.Http.PutJsonAsync("/api/notifications/preferences", new { language = "de" })).Is(HttpStatusCode.OK).Json;
        Assert.All(await TitlesAsync(german, product), title => Assert.EndsWith(" ist bestätigt", title, StringComparison.Ordinal));
        Assert.All(await TitlesAsync(other, product), title => Assert.EndsWith(" is confirmed", title, StringComparison.Ordinal));
        (await german.Http.PutJsonAsync("/api/notifications/preferences", new { items = Array.Empty<object>() })).Is(HttpStatusCode.OK);
        Assert.All(await TitlesAsync(german, product), title => Assert.EndsWith(" ist bestätigt", title, StringComparison.Ordinal));
        (await german.Http.PutJsonAsync("/api/notifications/preferences", new { language = "" })).Is(HttpStatusCode.OK);
        Assert.All(await TitlesAsync(german, product), title => Assert.EndsWith(" is confirmed", title, StringComparison.Ordinal));

        Assert.Equal((null, "de"), (Text(before, "language"), Text(chosen, "language")));
        Assert.Superset(new HashSet<string?> { "de", "en" }, before.GetProperty("languages").EnumerateArray().Select(l => l.GetString()).ToHashSet());
        (await other.Http.PutJsonAsync("/api/notifications/preferences", new { language = "tlh" })).Is(HttpStatusCode.BadRequest).Names("language");
    }

    [Fact]
    public async Task A_text_is_edited_by_staff_who_have_read_it_and_a_version_is_never_used_again()
    {
        var path = Path("welcome", "it");
        var (first, second) = (new { subject = "Benvenuti", text = "Uno" }, new { subject = "Benvenuti", text = "Due" });
        using var admin = await shop.AdminAsync();

        (await admin.PutJsonAsync(path, first)).Is(HttpStatusCode.PreconditionRequired);
        (await admin.PutJsonAsync(path, first, "\"1\"")).Is(HttpStatusCode.PreconditionFailed);
        Answer[] answers = await Task.WhenAll(admin.PutJsonAsync(path, first, "\"0\""), admin.PutJsonAsync(path, second, "\"0\""));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.Status).Order());
        var winner = answers.Single(a => a.Status == HttpStatusCode.OK);
        Assert.Equal(ETag(winner), ETag(answers.Single(a => a.Status != HttpStatusCode.OK)));
        await DeleteAsync(admin, path, null, HttpStatusCode.PreconditionRequired);
        await DeleteAsync(admin, path, "\"0\"", HttpStatusCode.PreconditionFailed);
        await DeleteAsync(admin, path, ETag(winner), HttpStatusCode.NoContent);
        await DeleteAsync(admin, path, "*", HttpStatusCode.NoContent);
        var again = (await admin.PutJsonAsync(path, second, "\"0\"")).Is(HttpStatusCode.OK);

        Assert.NotEqual(ETag(winner), ETag(again));
        (await admin.PutJsonAsync(path, first, ETag(winner))).Is(HttpStatusCode.PreconditionFailed);
        var item = (await admin.GetJsonAsync("/api/notifications/templates")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Single(i => Text(i, "kind") == "welcome" && Text(i, "language") == "it");
        Assert.Equal(("edited", "Benvenuti", ETag(again)), (Text(item, "source"), Text(item, "subject"), $"\"{item.GetProperty("version")}\""));
        await DeleteAsync(admin, path, "*", HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_is_no_template_is_refused_and_nothing_is_written()
    {
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var good = new { subject = "S", text = "T" };

        (await admin.PutJsonAsync(Path("gossip", "es"), good, "*")).Is(HttpStatusCode.NotFound);
        (await admin.GetJsonAsync(Path("gossip", "es"))).Is(HttpStatusCode.NotFound);
        (await admin.PutJsonAsync(Path("welcome", "es-MX"), good, "*")).Is(HttpStatusCode.BadRequest).Names("language");
        (await admin.GetJsonAsync(Path("welcome", "ES"))).Is(HttpStatusCode.BadRequest).Names("language");
        var unknown = (await admin.PutJsonAsync(Path("welcome", "es"), new { subject = "S", text = "{{total}}" }, "*")).Is(HttpStatusCode.BadRequest).Names("text");
        Assert.Contains("The placeholders are shop, username.", unknown.Body, StringComparison.Ordinal);
        (await admin.PutJsonAsync(Path("welcome", "es"), new { subject = "a\nb", text = "T" }, "*")).Is(HttpStatusCode.BadRequest).Names("subject");
        (await admin.PutJsonAsync(Path("welcome", "es"), new { subject = "S", text = new string('x', 4001) }, "*")).Is(HttpStatusCode.BadRequest).Names("text");
        (await admin.PutJsonAsync(Path("welcome", "es"), new { subject = "S", text = "T", html = "<script>1</script>" }, "*")).Is(HttpStatusCode.BadRequest).Names("html");
        (await admin.PostJsonAsync(Path("welcome", "es") + "/preview", new { draft = new { subject = "S", text = "{{total}}" } }))
            .Is(HttpStatusCode.BadRequest).Names("draft.text");
        (await customer.Http.GetJsonAsync("/api/notifications/templates")).Is(HttpStatusCode.Forbidden);
        (await customer.Http.PutJsonAsync(Path("welcome", "es"), good, "*")).Is(HttpStatusCode.Forbidden);
        (await customer.Http.PostJsonAsync(Path("welcome", "es") + "/preview", new { })).Is(HttpStatusCode.Forbidden);

        Assert.Equal(0, await shop.CountAsync("notifications", "select count(*) from templates where language = 'es'"));
    }

    [Fact]
    public async Task A_preview_has_the_values_of_a_real_notification_and_greets_nobody_real()
    {
        var product = await shop.ProductAsync();
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        await TitlesAsync(customer, product);

        var saved = (await admin.PostJsonAsync(Path("order_confirmed", "de") + "/preview", new { })).Is(HttpStatusCode.OK).Json;
        var draft = (await admin.PostJsonAsync(
            Path("order_confirmed", "nl") + "/preview",
            new { draft = new { subject = "Order {{number}}", text = "Totaal {{total}}", html = "<p>Totaal <b>{{total}}</b></p>" } })).Is(HttpStatusCode.OK).Json;

        Assert.Equal(("notification", "de"), (Text(saved, "data"), Text(saved, "language")));
        Assert.Matches("^Ihre Bestellung CW-[-0-9A-Z]+ ist bestätigt$", Text(saved, "subject"));
        Assert.Matches("Zahlung von [0-9]+,[0-9]{2} [A-Z]{3} erhalten", Text(saved, "text"));
        Assert.StartsWith("Guten Tag Ada,", Text(saved, "mailText"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, saved.GetProperty("dataFrom").ValueKind);
        Assert.Matches("^Order CW-[-0-9A-Z]+$", Text(draft, "subject"));
        Assert.Matches("<p>Totaal <b>[A-Z]{3} [0-9.]+</b></p>", Text(draft, "mailHtml"));
        Assert.Equal("fallback", Text((await admin.GetJsonAsync(Path("order_confirmed", "nl"))).Is(HttpStatusCode.OK).Json, "source"));
    }

    static string Path(string kind, string language) => $"/api/notifications/templates/{kind}/{language}";

    static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();

    static string ETag(Answer answer) => answer.Response.Headers.ETag!.Tag;

    static async Task DeleteAsync(HttpClient admin, string path, string? ifMatch, HttpStatusCode expected) =>
        (await admin.SendAsync(HttpMethod.Delete, path, null, request => request.Headers.TryAddWithoutValidation("If-Match", ifMatch))).Is(expected);

    // Orders, and the titles of the notifications that say that these orders are confirmed.
    static async Task<IReadOnlyList<string>> TitlesAsync(TestCustomer customer, TestProduct product)
    {
        var orders = (await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => customer.OrderAsync(product.Sku, 1)))).Select(o => o.Is(HttpStatusCode.Created).Id).ToHashSet();
        IReadOnlyList<string> titles = [];
        await Eventually.TrueAsync(
            async () => (titles =
            [
                .. from item in (await customer.Http.GetJsonAsync("/api/notifications?channel=in_app&limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
                   where Text(item, "kind") == "order_confirmed" && orders.Contains(item.GetProperty("orderId").GetGuid())
                   select Text(item, "title")!,
            ]).Count == Many,
            () => $"Notified of {titles.Count} orders.");
        return titles;
    }
}

[Collection(nameof(ConfiguredShop))]
public sealed class TemplateMailTests(ConfiguredShop shop)
{
    [Fact]
    public async Task A_mail_has_the_html_of_its_template_with_the_link_and_a_preview_without_a_notification_has_samples()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var nobody = shop.Client();
        var login = await nobody.PostJsonAsync("/api/auth/login", new { email = TestShop.AdminEmail, password = TestShop.AdminPassword });
        using var admin = shop.Client(login.Is(HttpStatusCode.OK).Json.GetProperty("accessToken").GetString());
        using var customer = await shop.CustomerAsync("lecteur");
        var template = new { subject = "Mot de passe", text = "Avant {{expiresAt}}", html = "<p>Avant <b>{{expiresAt}}</b></p>" };
        (await admin.PutJsonAsync("/api/notifications/templates/password_reset/fr", template, "\"0\"")).Is(HttpStatusCode.OK);
        (await customer.PutJsonAsync("/api/notifications/preferences", new { language = "fr" })).Is(HttpStatusCode.OK);

        (await nobody.PostJsonAsync("/api/auth/password/forgotten", new { email = "lecteur@example.com" })).Is(HttpStatusCode.Accepted);

        var mail = await shop.Mails.WaitForAsync(m => m.To.Contains("lecteur@example.com") && m.Data.Contains("Mot de passe", StringComparison.Ordinal), timeout.Token);
        Assert.Contains("<p>lecteur,</p>", mail.Data, StringComparison.Ordinal);
        Assert.Matches(@"<p>Avant <b>\d{4}-\d\d-\d\d \d\d:\d\d UTC</b></p><p><a href=""http", mail.Data);
        var preview = (await admin.PostJsonAsync("/api/notifications/templates/order_delivered/de/preview", new { })).Is(HttpStatusCode.OK).Json;
        Assert.Equal("sample", preview.GetProperty("data").GetString());
        Assert.Equal(JsonValueKind.Null, preview.GetProperty("dataFrom").ValueKind);
        Assert.Matches("^Ihre Bestellung CW-[-0-9A-Z]+ ist angekommen$", preview.GetProperty("subject").GetString());
    }
}
