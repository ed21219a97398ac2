namespace Cartwright.Notifications;

/// <summary>The channels to users.</summary>
internal static class NotificationChannels
{
    public const string InApp = "in_app";
    public const string Mail = "mail";

    public static IReadOnlyList<string> All { get; } = [InApp, Mail];
}
