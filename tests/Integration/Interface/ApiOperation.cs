using System.Text.Json;

namespace Cartwright.Tests.Interface;

/// <summary>An answer that an operation may give.</summary>
/// <param name="Headers">The headers that it always has.</param>
/// <param name="Content">The schema of its body by media type; none without a body.</param>
public sealed record ApiAnswer(IReadOnlyList<string> Headers, IReadOnlyDictionary<string, ApiSchema> Content);

/// <summary>An operation of the interface.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">Its method, in capital letters.</param>
/// <param name="Path">The template of its path.</param>
/// <param name="Json">Its description.</param>
/// <param name="Answers">What it may answer, by status.</param>
/// <param name="Body">The schema of its JSON body, if it has one.</param>
public sealed record ApiOperation(
    string Id, string Method, string Path, JsonElement Json, IReadOnlyDictionary<int, ApiAnswer> Answers, ApiSchema? Body)
{
    readonly string[] _steps = Path.Trim('/').Split('/');

    // The parameters of the path that are UUIDs: a path with something else is that of another operation.
    readonly HashSet<string> _ids =
    [
        .. from parameter in Json.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : []
           where parameter.GetProperty("in").GetString() == "path"
           where parameter.GetProperty("schema").TryGetProperty("format", out var format) && format.GetString() == "uuid"
           select $"{{{parameter.GetProperty("name").GetString()}}}",
    ];

    /// <summary>How many steps of the path are parameters.</summary>
    public int Parameters => _steps.Count(step => step[0] == '{');

    /// <summary>Whether a path is one of the operation.</summary>
    public bool Serves(string path)
    {
        var asked = path.Trim('/').Split('/');
        return asked.Length == _steps.Length && asked.Zip(_steps).All(step =>
            step.Second[0] == '{' ? !_ids.Contains(step.Second) || Guid.TryParse(step.First, out _) : step.First.Equals(step.Second, StringComparison.OrdinalIgnoreCase));
    }
}
