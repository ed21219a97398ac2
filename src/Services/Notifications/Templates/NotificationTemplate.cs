using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Notifications;

/// <summary>The text of a kind of notifications, as staff write it.</summary>
/// <param name="Subject">One line: the title in the app and the subject of the mail.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">What the mail shows as HTML in place of the plain text; null to show the plain text there too.</param>
public sealed record NotificationTemplateRequest(
    [property: Required, Line(NotificationTemplateRequest.SubjectMax, 1)] string Subject,
    [property: Required, StringLength(NotificationTemplateRequest.TextMax, MinimumLength = 1)] string Text,
    [property: StringLength(NotificationTemplateRequest.HtmlMax)] string? Html = null)
{
    internal const int SubjectMax = 200;
    internal const int TextMax = 4000;
    internal const int HtmlMax = 20_000;
}

/// <summary>The text of a kind of notifications in a language.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Language">The language that was asked for.</param>
/// <param name="Version">The version of the edited text, 0 if there is none.</param>
/// <param name="Source"><c>edited</c>, <c>built_in</c>, or <c>fallback</c> if there is no text in the language.</param>
/// <param name="TextLanguage">The language of the text: another one if <paramref name="Source"/> is <c>fallback</c>.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The HTML of the mail; null if the mail shows the plain text.</param>
/// <param name="Placeholders">The names that the text may contain as placeholders.</param>
/// <param name="EditedAt">When staff edited it; null if they did not.</param>
public sealed record NotificationTemplateResponse(
    string Kind, string Language, int Version, [property: OneOf(typeof(TemplateSources))] string Source, string TextLanguage,
    string Subject, string Text, string? Html, IReadOnlyList<string> Placeholders, DateTimeOffset? EditedAt);

/// <summary>A text in the list of all.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Language">The language.</param>
/// <param name="Version">The version of the edited text, 0 if there is none.</param>
/// <param name="Source"><c>edited</c>, <c>built_in</c>, or <c>fallback</c> if there is no text in the language.</param>
/// <param name="Subject">The subject.</param>
/// <param name="EditedAt">When staff edited it; null if they did not.</param>
public sealed record NotificationTemplateItem(
    string Kind, string Language, int Version, [property: OneOf(typeof(TemplateSources))] string Source, string Subject, DateTimeOffset? EditedAt);

/// <summary>The texts of all kinds in all languages of the shop.</summary>
/// <param name="ShopLanguage">The language of users who did not choose one.</param>
/// <param name="Languages">The languages with a text of their own.</param>
/// <param name="Items">A text for every kind and language.</param>
public sealed record NotificationTemplateList(string ShopLanguage, IReadOnlyList<string> Languages, IReadOnlyList<NotificationTemplateItem> Items);
