using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults.Requests;

/// <summary>What every answer owes to its caller, whatever was asked.</summary>
internal static class AnswerRules
{
    const string Problem = "application/problem+json";
    static readonly string[] Insides = ["   at Cartwright.", "   at System.", "Npgsql", "StackTrace", "/src/"];

    /// <summary>The rule that an answer breaks, or null.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="hasBody">Whether it shows its body; an answer to HEAD does not.</param>
    public static string? BrokenBy(Answer answer, bool hasBody)
    {
        var status = (int)answer.Status;
        var type = answer.Response.Content.Headers.ContentType?.MediaType;
        if (status >= 500) return "The server failed.";
        if (Insides.FirstOrDefault(inside => answer.Body.Contains(inside, StringComparison.Ordinal)) is { } inside && status >= 400) return $"The answer tells '{inside}'.";
        if (!hasBody || answer.Status == HttpStatusCode.NotModified) return null;
        if (status < 400) return type?.EndsWith("json", StringComparison.Ordinal) == true && Read(answer.Body) is null ? "The answer is no JSON." : null;
        if (type != Problem) return $"An error is {Problem} and not '{type}'.";
        if (Read(answer.Body) is not { ValueKind: JsonValueKind.Object } problem) return "The problem is no JSON object.";
        if (!problem.TryGetProperty("status", out var said) || said.GetInt32() != status) return "The problem says another status.";
        if (!problem.TryGetProperty("type", out _) || !problem.TryGetProperty("title", out _)) return "The problem has no type or title.";
        if (status is 400 && !problem.TryGetProperty("errors", out _) && !problem.TryGetProperty("detail", out _)) return "The problem does not say what is wrong.";
        return null;
    }

    /// <summary>The body as JSON, or null.</summary>
    public static JsonElement? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
