namespace Cartwright.Notifications;

/// <summary>A template that staff edited.</summary>
/// <param name="Kind">One of <see cref="NotificationKinds.Known"/>, or a kind of another version of the program.</param>
/// <param name="Language">A primary language tag of BCP 47.</param>
/// <param name="Version">Changes with each edit, and is never used again.</param>
/// <param name="Template">The template.</param>
/// <param name="EditedAt">The time of the edit.</param>
internal sealed record EditedTemplate(string Kind, string Language, int Version, Template Template, DateTimeOffset EditedAt);
