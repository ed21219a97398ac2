using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Simulators;

/// <summary>
/// What the simulated payment provider refuses a request with: problem details with a member <c>code</c>, by which programs tell the reasons apart.
/// </summary>
internal static class ProviderProblem
{
    /// <summary>402: the bank refuses.</summary>
    public static ProblemHttpResult Declined(string code, string detail) => Of(StatusCodes.Status402PaymentRequired, code, detail);

    /// <summary>400: the request cannot succeed.</summary>
    public static ProblemHttpResult Invalid(string code, string detail) => Of(StatusCodes.Status400BadRequest, code, detail);

    /// <summary>404: there is no such charge.</summary>
    public static ProblemHttpResult Unknown() => Of(StatusCodes.Status404NotFound, "charge_unknown", "There is no such charge.");

    /// <summary>409: the state of the charge does not allow the request.</summary>
    public static ProblemHttpResult Conflict(string code, string detail) => Of(StatusCodes.Status409Conflict, code, detail);

    /// <summary>400: the header <c>Idempotency-Key</c> is missing or too long.</summary>
    public static ProblemHttpResult KeyInvalid() => Invalid("idempotency_key_invalid", "The header Idempotency-Key must have 1 to 255 characters.");

    /// <summary>422: the key was used for another request.</summary>
    public static ProblemHttpResult KeyReused() =>
        Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "The Idempotency-Key was used for another request.");

    static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
