using System.Text.Json.Nodes;

namespace Cartwright.Simulators;

/// <summary>An answer of the simulated Stripe.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">A JSON object.</param>
internal sealed record StripeAnswer(int Status, string Body)
{
    /// <summary>Whether it is saved as the answer to its idempotency key: not so when the parameters were refused before anything was done.</summary>
    public bool IsSaved { get; init; } = true;

    /// <summary>Whether the caller never gets it: it waits until it gives up.</summary>
    public bool IsLost { get; init; }

    /// <summary>What has changed, for the webhook; null when nothing has.</summary>
    public StripeEvent? Event { get; init; }

    public static StripeAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body.ToJsonString());

    /// <summary>An error (https://docs.stripe.com/api/errors).</summary>
    /// <param name="status">The status.</param>
    /// <param name="type">The kind of error.</param>
    /// <param name="code">Its code; null where it has none.</param>
    /// <param name="message">The sentence for the developer.</param>
    /// <param name="more">Adds further members.</param>
    public static StripeAnswer Error(int status, string type, string? code, string message, Action<JsonObject>? more = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type };
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }

        more?.Invoke(error);
        return new(status, new JsonObject { ["error"] = error }.ToJsonString());
    }

    /// <summary>400: a parameter makes no sense, and nothing was done.</summary>
    public static StripeAnswer Invalid(string parameter, string? code, string message) =>
        Error(StatusCodes.Status400BadRequest, "invalid_request_error", code, message, error => error["param"] = parameter) with { IsSaved = false };

    /// <summary>404: there is no such object.</summary>
    public static StripeAnswer Missing(string what, string id) =>
        Error(StatusCodes.Status404NotFound, "invalid_request_error", "resource_missing", $"No such {what}: '{id}'") with { IsSaved = false };

    /// <summary>500: the request may have been done or not.</summary>
    public static StripeAnswer Failure() =>
        Error(StatusCodes.Status500InternalServerError, "api_error", null, "An unknown error occurred, as this means of payment asks for.");
}
