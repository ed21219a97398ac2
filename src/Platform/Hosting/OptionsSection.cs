using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Hosting;

/// <summary>A section of the settings and the type that it is bound to.</summary>
/// <param name="Name">Its key, for example <c>Orders</c>; empty for settings outside any section.</param>
/// <param name="Type">The type, whose annotations bound the values.</param>
public sealed record OptionsSection(string Name, Type Type)
{
    /// <summary>Reads settings that are needed before there is a container, and checks their annotations.</summary>
    /// <typeparam name="TOptions">The type of the section.</typeparam>
    /// <param name="configuration">All settings.</param>
    /// <param name="section">The key of the section; empty for settings outside any section.</param>
    /// <param name="defaults">The values of what is not set; those of a new instance when null.</param>
    /// <exception cref="InvalidOperationException">A value is out of range; the message names its key and the range.</exception>
    public static TOptions Read<TOptions>(IConfiguration configuration, string section, TOptions? defaults = null) where TOptions : class, new()
    {
        var options = defaults ?? new();
        (section.Length == 0 ? configuration : configuration.GetSection(section)).Bind(options);
        var errors = Validate(section, options);
        return errors.Count == 0 ? options : throw new InvalidOperationException(string.Join(" ", errors));
    }

    /// <summary>Checks the annotations of an instance.</summary>
    /// <returns>A sentence for each value out of range, which begins with its key.</returns>
    internal static IReadOnlyList<string> Validate(string section, object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        return [.. results.Select(result => $"{string.Join(", ", result.MemberNames.Select(member => KeyOf(section, member)))}: {result.ErrorMessage}")];
    }

    static string KeyOf(string section, string member) => section.Length == 0 ? member : $"{section}:{member}";
}
