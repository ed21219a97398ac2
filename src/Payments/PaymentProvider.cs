using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Polly;

namespace Cartwright.Payments;

/// <summary>A payment provider as this service needs it. Every call may be repeated with the same key without a second effect.</summary>
internal interface IPaymentProvider
{
    /// <summary>Takes money.</summary>
    Task<ChargeOutcome> ChargeAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>What became of a charge whose answer was lost; null when the provider never saw it.</summary>
    /// <exception cref="HttpRequestException">The provider does not answer.</exception>
    Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Gives money back; false when it has to be tried again.</summary>
    Task<bool> RefundAsync(Refund refund, string providerId, CancellationToken cancellationToken);
}

internal sealed record ChargeRequest(decimal Amount, string Currency, string Token);

internal sealed record ChargeAnswer(string Id, string Status, decimal Amount, string? FailureMessage);

internal sealed record RefundRequestBody(decimal Amount);

/// <summary>The simulated provider, over HTTP like a real one.</summary>
internal sealed class SimulatedProvider(IHttpClientFactory clients) : IPaymentProvider
{
    public async Task<ChargeOutcome> ChargeAsync(Payment payment, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("simulators");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/payment-provider/charges")
            {
                Content = JsonContent.Create(new ChargeRequest(payment.Amount, payment.Currency, payment.Token!), PaymentsJson.Default.ChargeRequest),
                Headers = { { "Idempotency-Key", payment.IdempotencyKey } },
            };
            using var response = await client.SendAsync(request, cancellationToken);
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
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (IsUnanswered(error))
        {
            return false;
        }
    }

    static ChargeOutcome ToOutcome(ChargeAnswer answer) =>
        answer.Status == "captured" ? new ChargeOutcome.Captured(answer.Id) : new ChargeOutcome.Declined(answer.FailureMessage ?? "The payment was declined.");

    static Task<ChargeAnswer?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadFromJsonAsync(PaymentsJson.Default.ChargeAnswer, cancellationToken);

    static bool IsUnanswered(Exception error) => error is HttpRequestException or ExecutionRejectedException or JsonException or IOException;
}
