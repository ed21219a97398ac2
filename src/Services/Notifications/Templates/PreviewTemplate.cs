using System.Security.Claims;
using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>What to preview.</summary>
/// <param name="Draft">A text that is not saved; null for the text that readers get now.</param>
public sealed record NotificationPreviewRequest(NotificationTemplateRequest? Draft = null);

/// <summary>A notification as a user would get it.</summary>
/// <param name="Data"><c>notification</c> if the values are those of the newest notification of the kind, <c>sample</c> if they are made up.</param>
/// <param name="DataFrom">The time of that notification; null for made-up values.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Subject">The title in the app and the subject of the mail.</param>
/// <param name="Text">The text in the app.</param>
/// <param name="MailText">The mail as plain text. The greeting names nobody real.</param>
/// <param name="MailHtml">The mail as HTML. Show it in a frame that runs no scripts.</param>
public sealed record NotificationPreviewResponse(
    [property: OneOf("notification", "sample")] string Data, DateTimeOffset? DataFrom, string Language, string Subject, string Text, string MailText, string MailHtml);

/// <summary>
/// Shows a draft, or the text that readers get now, with the values of the newest notification of the kind. Staff who may not see the orders or the customers that
/// the values are about get made-up values, and so does a kind of which there is no notification.
/// </summary>
internal static class PreviewTemplate
{
    // Without an index by kind, which each notification would pay for: the search ends after these.
    const int SearchedMax = 10_000;
    const string ReaderName = "Ada";

    sealed record Row(Guid? OrderId, DateTimeOffset CreatedAt, string Data);

    public static async Task<Results<Ok<NotificationPreviewResponse>, ProblemHttpResult>> HandleAsync(
        string kind, string language, NotificationPreviewRequest input, ClaimsPrincipal user, Database database, TemplateStore store,
        IOptions<NotificationsOptions> options, CancellationToken cancellationToken)
    {
        if (ShowTemplates.FindMistake(kind, language) is { } problem)
        {
            return problem;
        }

        var (template, textLanguage) = (await store.ReadAsync(cancellationToken)).Choose(kind, language);
        if (input.Draft is { } draft)
        {
            var errors = new Dictionary<string, string[]>();
            (template, textLanguage) = (TemplateReader.Read(draft, kind, (field, message) => errors[$"draft.{field}"] = [message]), language);
            if (errors.Count > 0)
            {
                return Problems.Invalid(errors);
            }
        }

        var newest = await FindNewestAsync(kind, database, cancellationToken);
        var real = newest is not null && user.Has(newest.OrderId is null ? Permission.ReadCustomers : Permission.ReadOrders) ? newest : null;
        var shop = options.Value.ShopName;
        var text = TemplateSet.Render(template, textLanguage, Values(kind, real, shop));
        var (plain, html) = Letter.Around(text, ReaderName, shop);
        return TypedResults.Ok(new NotificationPreviewResponse(
            real is null ? "sample" : "notification", real?.CreatedAt, textLanguage, text.Title, text.Body, plain, html));
    }

    static Dictionary<string, string> Values(string kind, Row? real, string shop)
    {
        var placeholders = BuiltInTemplates.PlaceholdersOf(kind);
        var known = real is null ? NoticeValues.Samples(placeholders) : JsonSerializer.Deserialize(real.Data, NotificationsJson.Default.DictionaryStringString)!;
        // A notification of an earlier version may not have a value that the kind has now.
        return new(placeholders.ToDictionary(name => name, name => known.GetValueOrDefault(name, ""))) { [NoticeValues.Shop] = shop };
    }

    static Task<Row?> FindNewestAsync(string kind, Database database, CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<Row>(
        """
        select order_id, created_at, data::text as data
        from (select id, kind, order_id, created_at, data from notifications order by id desc limit @SearchedMax) as newest
        where kind = @kind and data is not null
        order by id desc
        limit 1
        """,
        new { kind, SearchedMax },
        cancellationToken);
}
