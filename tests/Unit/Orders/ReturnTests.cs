using Cartwright.Contracts;
using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class ReturnTests
{
    static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly OrdersOptions Options = new();
    static readonly Money Worth = new(10m, Currency.Of("EUR"));

    static Return In(string status, string kind = ReturnKind.Return) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = "CR-1",
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "CW-1",
        UserId = Guid.CreateVersion7(),
        Kind = kind,
        Status = status,
        Currency = "EUR",
        Refund = status is ReturnStatus.Inspected or ReturnStatus.Completed or ReturnStatus.RefundFailed ? 10m : null,
        RefundAttempt = 1,
        CreatedAt = Now,
        UpdatedAt = Now,
        Version = 3,
        Lines = [new(Guid.Empty, 0, "B", "Bundle", """[{"sku":"P","productId":"00000000-0000-0000-0000-000000000000","name":"Part","quantity":3}]""", 2, "other", 0, 0),
                 new(Guid.Empty, 1, "P", "Part", null, 1, "other", 0, 0)],
    };

    static readonly Dictionary<string, Func<Return, ReturnDecision?>> Steps = new()
    {
        ["approve"] = r => r.Approve(Now, Options),
        ["reject"] = r => r.Reject("No.", Now),
        ["cancel"] = r => r.Cancel("No.", Now),
        ["receive"] = r => r.Receive(Now),
        ["inspect"] = r => r.Inspect([.. r.Lines.Select(l => l with { Scrapped = 1 })], Worth, 0, Now),
        ["repeat"] = r => r.RepeatRefund(null, Now),
        ["refunded"] = r => r.Refunded(Now),
        ["refused"] = r => r.RefundRefused("No.", Now),
    };

    // In the order of the steps above; a hyphen where the state refuses the step.
    [Theory]
    [InlineData(ReturnStatus.Requested, "approved rejected cancelled - - - - -")]
    [InlineData(ReturnStatus.Approved, "approved - cancelled received - - - -")]
    [InlineData(ReturnStatus.Rejected, "- - - - - - - -")]
    [InlineData(ReturnStatus.Cancelled, "- - cancelled - - - - -")]
    [InlineData(ReturnStatus.Received, "- - - received inspected - - -")]
    [InlineData(ReturnStatus.Inspected, "- - - - - - completed refund_failed")]
    [InlineData(ReturnStatus.Completed, "- - - - - - - -")]
    [InlineData(ReturnStatus.RefundFailed, "- - - - - inspected completed -")]
    public void Each_state_allows_some_steps_and_each_is_a_version_unless_it_is_repeated(string status, string next)
    {
        List<ReturnDecision?> decisions = [.. Steps.Values.Select(step => step(In(status)))];

        Assert.Equal(next, string.Join(' ', decisions.Select(d => d?.Return.Status ?? "-")));
        Assert.All(decisions.OfType<ReturnDecision>(), d => Assert.Equal(d.Return.Status == status ? 3 : 4, d.Return.Version));
    }

    [Fact]
    public void A_withdrawal_is_approved_at_once_and_does_not_lapse()
    {
        var request = Return.Request(In(ReturnStatus.Requested, ReturnKind.Withdrawal), byStaff: false, Options);

        Assert.Equal((ReturnStatus.Approved, null, 1), (request.Return.Status, request.Return.DueAt, request.Return.Version));
        Assert.Equal([typeof(ReturnRequested), typeof(ReturnApproved)], request.Events.Select(e => e.GetType()));
    }

    [Theory]
    [InlineData(true, ReturnStatus.Approved)]
    [InlineData(false, ReturnStatus.Requested)]
    public void Staff_approve_a_return_unless_they_have_requested_it(bool byStaff, string status) =>
        Assert.Equal(status, Return.Request(In(ReturnStatus.Requested), byStaff, Options).Return.Status);

    [Fact]
    public void An_approved_return_lapses_unless_it_arrives()
    {
        var approved = In(ReturnStatus.Requested).Approve(Now, Options)!.Return;

        Assert.Equal(Now + Options.ReturnArrival, approved.DueAt);
        Assert.Null(approved.Receive(Now)!.Return.DueAt);
    }

    [Fact]
    public void Good_units_of_bundles_go_into_stock_as_parts_each_SKU_once()
    {
        var before = In(ReturnStatus.Received);

        var decision = before.Inspect([before.Lines[0] with { Restocked = 2 }, before.Lines[1] with { Restocked = 1 }], Worth, 2.5m, Now)!;

        Assert.Equal([new RestockedUnits("P", 7)], Assert.IsType<ReturnInspected>(decision.Events[0]).Units);
        Assert.Equal((7.5m, 2), (Assert.IsType<ReturnRefundRequested>(decision.Events[1]).Amount, decision.Return.RefundAttempt));
        Assert.Equal((7.5m, 2.5m), (decision.Return.Refund, decision.Return.Deduction));
    }

    [Fact]
    public void An_inspection_that_accepts_nothing_completes_the_return()
    {
        var before = In(ReturnStatus.Received);

        var decision = before.Inspect(before.Lines, Money.Zero(Currency.Of("EUR")), 0, Now)!;

        Assert.Equal(ReturnStatus.Completed, decision.Return.Status);
        Assert.Equal([typeof(ReturnInspected), typeof(ReturnCompleted)], decision.Events.Select(e => e.GetType()));
    }

    [Fact]
    public void The_same_inspection_again_changes_nothing_and_another_one_is_refused()
    {
        var before = In(ReturnStatus.Received);
        List<ReturnedUnits> found = [before.Lines[0] with { Scrapped = 1 }, before.Lines[1]];
        var inspected = before.Inspect(found, Worth, 1m, Now)!.Return;

        var again = inspected.Inspect([.. found], Worth, 1m, Now)!;
        Assert.Equal((inspected, 0), (again.Return, again.Events.Length));
        Assert.Null(inspected.Inspect(found, Worth, 2m, Now));
        Assert.Null(inspected.Inspect(before.Lines, Worth, 1m, Now));
    }
}
