using Cartwright.Audit;
using Cartwright.Contracts;
using Cartwright.Orders;

namespace Cartwright.Unit.Audit;

public sealed class ReturnInvariantsTests
{
    static readonly Guid Id = Guid.CreateVersion7();

    [Theory]
    [InlineData(ReturnStatus.Completed, 5, true)]
    [InlineData(ReturnStatus.Completed, 0, false)]
    [InlineData(ReturnStatus.Completed, 10, false)]
    [InlineData(ReturnStatus.Inspected, 0, true)]
    [InlineData(ReturnStatus.Inspected, 5, true)]
    [InlineData(ReturnStatus.Inspected, 4, false)]
    [InlineData(ReturnStatus.RefundFailed, 0, true)]
    [InlineData(ReturnStatus.RefundFailed, 5, false)]
    [InlineData(ReturnStatus.Received, 5, false)]
    public void A_return_is_refunded_once_and_in_full(string status, int refunded, bool isRight)
    {
        var found = ReturnInvariants.Compare([new(Id, "CR-1", status, 5)], refunded == 0 ? new Dictionary<Guid, decimal>() : new() { [Id] = refunded });

        Assert.Equal(isRight ? [] : ["a return is refunded once and in full"], found.Select(v => v.Invariant));
    }

    [Fact]
    public void A_refund_of_a_return_belongs_to_a_return() =>
        Assert.Equal(["a refund of a return belongs to a return"], ReturnInvariants.Compare([], new Dictionary<Guid, decimal> { [Id] = 1 }).Select(v => v.Invariant));

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 0, false)]
    [InlineData(0, 1, false)]
    public void Good_units_are_in_stock_again(int found, int restocked, bool isRight)
    {
        var violations = ReturnInvariants.Compare(
            found == 0 ? [] : [new RestockedFact(Id, "A", found)], restocked == 0 ? new Dictionary<(Guid, string), int>() : new() { [(Id, "A")] = restocked });

        Assert.Equal(isRight ? [] : ["returned units are in stock again"], violations.Select(v => v.Invariant));
    }
}
