using System.ComponentModel.DataAnnotations;

namespace Cartwright.Notifications;

/// <summary>Settings of the section <c>Notifications</c>.</summary>
internal sealed class NotificationsOptions
{
    /// <summary>The name of the shop in texts.</summary>
    [Required, StringLength(100)]
    public string ShopName { get; set; } = "Cartwright";

    /// <summary>The language of texts for users who did not choose one: a primary tag of BCP 47, such as <c>en</c> or <c>de</c>.</summary>
    [Required, RegularExpression(TemplateReader.LanguagePattern, ErrorMessage = TemplateReader.LanguageRule)]
    public string Language { get; set; } = BuiltInTemplates.LastResort;

    /// <summary>How long notifications and mails are kept, by the time of their event.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
