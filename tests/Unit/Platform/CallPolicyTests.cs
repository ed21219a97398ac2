using System.Diagnostics.Metrics;
using System.Net;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.DependencyInjection;

namespace Cartwright.Unit.Platform;

public sealed class CallPolicyTests : IDisposable
{
    static readonly CallPolicyOptions Options = new() { ConcurrencyMax = 1, QueueMax = 0, RetriesMax = 2, RetryDelay = TimeSpan.FromMilliseconds(1) };

    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    int _attempts;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task A_transient_answer_is_asked_for_again_where_that_does_no_harm_and_returned_in_the_end(bool isRepeatable, int attempts)
    {
        using var policy = Policy(Options);

        using var answer = await policy.ExecuteAsync(_ => AnswerAsync(HttpStatusCode.ServiceUnavailable), isRepeatable, Cancelled);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, attempts), (answer.StatusCode, _attempts));
    }

    [Fact]
    public async Task A_refusal_is_no_failure()
    {
        using var policy = Policy(Options);

        using var answer = await policy.ExecuteAsync(_ => AnswerAsync(HttpStatusCode.Conflict), isRepeatable: true, Cancelled);

        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_repeated()
    {
        using var policy = Policy(Options with { AttemptTimeout = TimeSpan.FromMilliseconds(20) });

        using var answer = await policy.ExecuteAsync(
            async attempt =>
            {
                var answer = await AnswerAsync(HttpStatusCode.OK);
                if (_attempts == 1)
                {
                    await new TaskCompletionSource().Task.WaitAsync(attempt);
                }

                return answer;
            },
            isRepeatable: true,
            Cancelled);

        Assert.Equal((HttpStatusCode.OK, 2), (answer.StatusCode, _attempts));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task A_wait_that_is_asked_for_and_longer_than_allowed_ends_the_call_where_it_is_honoured(bool isHonoured, int attempts)
    {
        using var policy = Policy(Options with { HonoursRetryAfter = isHonoured });

        var failure = await Assert.ThrowsAsync<TransientFailureException>(() => policy.ExecuteAsync<int>(
            _ =>
            {
                _attempts++;
                throw new TransientFailureException("Come later.", TimeSpan.FromHours(1));
            },
            isRepeatable: true,
            Cancelled));

        Assert.Equal((TimeSpan.FromHours(1), attempts), (failure.RetryAfter, _attempts));
    }

    [Fact]
    public async Task When_half_of_the_attempts_have_failed_calls_are_rejected_without_an_attempt()
    {
        using var policy = Policy(Options with { BreakerAttemptsMin = 4, RetriesMax = 0 });
        for (var i = 0; i < 4; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => policy.ExecuteAsync<int>(_ => throw new HttpRequestException(), isRepeatable: true, Cancelled));
        }

        var rejection = await Assert.ThrowsAsync<TransientFailureException>(() => policy.ExecuteAsync(_ => AnswerAsync(HttpStatusCode.OK), isRepeatable: true, Cancelled));

        Assert.Equal(0, _attempts);
        Assert.True(rejection.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task One_more_call_than_may_wait_is_rejected_at_once_and_the_next_gets_the_place_that_was_left()
    {
        using var policy = Policy(Options);
        var answer = new TaskCompletionSource<int>();
        var first = policy.ExecuteAsync(_ => answer.Task, isRepeatable: false, Cancelled);

        await Assert.ThrowsAsync<TransientFailureException>(() => policy.ExecuteAsync(_ => Task.FromResult(2), isRepeatable: false, Cancelled));

        answer.SetResult(1);
        Assert.Equal((1, 3), (await first, await policy.ExecuteAsync(_ => Task.FromResult(3), isRepeatable: false, Cancelled)));
    }

    CallPolicy Policy(CallPolicyOptions options) => new("far", options, TimeProvider.System, new CallMeter(_services.GetRequiredService<IMeterFactory>()));

    Task<HttpResponseMessage> AnswerAsync(HttpStatusCode status)
    {
        _attempts++;
        return Task.FromResult(new HttpResponseMessage(status));
    }
}
