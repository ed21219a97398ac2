using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cartwright.Platform.Faults;
using Polly;

namespace Cartwright.Payments;

/// <summary>A payment provider as this service needs it. Every call may be repeated with the same key without a second effect.</summary>
internal interface IPaymentProvider
{
    /// <summary>Takes money, or sets it aside.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="capture">Whether to take it at once.</param>
    /// <param name="cancellationToken">Gives up; the outcome is then unknown.</param>
    Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken);

    /// <summary>Takes money that was set aside.</summary>
    Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Lets money go that was set aside.</summary>
    Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>What became of a charge whose answer was lost; null when the provider never saw it.</summary>
    /// <exception cref="HttpRequestException">The provider does not answer.</exception>
    Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Gives money back; false when it has to be tried again.</summary>
    Task<bool> RefundAsync(Refund refund, string providerId, CancellationToken cancellationToken);
}

internal sealed record ChargeRequest(decimal Amount, string Currency, string Token, bool Capture);

internal sealed record ChargeAnswer(string Id, string Status, decimal Amount, string? FailureMessage);

internal sealed record RefundRequestBody(decimal Amount);

/// <summary>The simulated provider, over HTTP like a real one.</summary>
internal sealed class SimulatedProvider(IHttpClientFactory clients) : IPaymentProvider
{
    public Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken) => PostAsync(
        "/payment-provider/charges",
        JsonContent.Create(new ChargeRequest(payment.Amount, payment.Currency, payment.Token!, capture), PaymentsJson.Default.ChargeRequest),
        payment.IdempotencyKey,
        cancellationToken);

    public Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken) =>
        PostAsync($"/payment-provider/charges/{payment.ProviderId}/capture", null, payment.IdempotencyKey, cancellationToken);

    public Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken) =>
        PostAsync($"/payment-provider/charges/{payment.ProviderId}/void", null, payment.IdempotencyKey, cancellationToken);

    async Task<ChargeOutcome> PostAsync(string path, HttpContent? content, string idempotencyKey, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("simulators");
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { { "Idempotency-Key", idempotencyKey } } };
            CrashPoint.Reached(Step.BeforeProviderCall);
            using var response = await client.SendAsync(request, cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.PaymentRequired => ToOutcome((await ReadAsync(response, cancellationToken))!),
                HttpStatusCode.BadRequest => new ChargeOutcome.Declined("The means of payment is not known."),
                _ => new ChargeOutcome.Unknown($"The provider answered {(int)response.StatusCode}."),
            };
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown("The provider did not answer.");
        }
    }

    public async Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("simulators");
            using var response = await client.GetAsync(new Uri($"/payment-provider/charges?key={payment.IdempotencyKey}", UriKind.Relative), cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => ToOutcome((await ReadAsync(response, cancellationToken))!),
                HttpStatusCode.NotFound => null,
                _ => new ChargeOutcome.Unknown($"The provider answered {(int)response.StatusCode}."),
            };
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return new ChargeOutcome.Unknown("The provider did not answer.");
        }
    }

    public async Task<bool> RefundAsync(Refund refund, string providerId, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("simulators");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/payment-provider/charges/{providerId}/refunds")
            {
                Content = JsonContent.Create(new RefundRequestBody(refund.Amount), PaymentsJson.Default.RefundRequestBody),
                Headers = { { "Idempotency-Key", $"refund-{refund.Id:N}" } },
            };
            CrashPoint.Reached(Step.BeforeProviderCall);
            using var response = await client.SendAsync(request, cancellationToken);
            CrashPoint.Reached(Step.AfterProviderCall);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return false;
        }
    }

    static ChargeOutcome ToOutcome(ChargeAnswer answer) => answer.Status switch
    {
        "captured" => new ChargeOutcome.Captured(answer.Id),
        "authorized" => new ChargeOutcome.Authorized(answer.Id),
        "voided" => new ChargeOutcome.Voided(),
        _ => new ChargeOutcome.Declined(answer.FailureMessage ?? "The payment was declined."),
    };

    static Task<ChargeAnswer?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadFromJsonAsync(PaymentsJson.Default.ChargeAnswer, cancellationToken);

    static bool IsUnanswered(Exception error) => error is HttpRequestException or ExecutionRejectedException or JsonException or IOException;
}
