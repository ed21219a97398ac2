using System.ComponentModel.DataAnnotations;

namespace Cartwright.Notifications;

/// <summary>Settings of the section <c>Notifications:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The mail server. Without one mails are recorded and not sent.</summary>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 25;

    /// <summary>Whether the connection is encrypted by STARTTLS; required for a server outside the machine's own network.</summary>
    public bool UseTls { get; set; }

    /// <summary>The user to log in as, when the server asks for one.</summary>
    public string? Username { get; set; }

    /// <summary>The password of that user.</summary>
    public string? Password { get; set; }

    /// <summary>The sender of all mails.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "shop@cartwright.example";

    /// <summary>How many mails are sent at the same time, each over a connection of its own.</summary>
    [Range(1, 32)]
    public int ConcurrencyMax { get; set; } = 4;

    /// <summary>The longest that sending one mail may take, the time to connect included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);
}
