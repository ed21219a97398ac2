namespace Cartwright.Notifications;

/// <summary>Where a text comes from.</summary>
internal static class TemplateSources
{
    /// <summary>Staff wrote it.</summary>
    public const string Edited = "edited";

    /// <summary>It comes with the program.</summary>
    public const string BuiltIn = "built_in";

    /// <summary>There is no text in the language; readers of it get this one of another language.</summary>
    public const string Fallback = "fallback";
}
