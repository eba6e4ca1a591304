using Thrombophilia.Variants.Bgzf.Reading;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf.Reading;

public class InflaterQueueTests
{
    readonly InflaterQueue queue = new();

    readonly InflaterQueue.Seat[] seats = [new(), new(), new()];

    [Fact]
    public async Task Units_come_in_order_and_after_the_last_one_there_is_none()
    {
        BlockBatch[] units = [new(), new()];
        foreach (var unit in units) queue.Add(unit);
        queue.Complete();
        foreach (var unit in units) Assert.Same(unit, await queue.TakeAsync(seats[0]));
        foreach (var seat in seats) Assert.Null(await queue.TakeAsync(seat));
    }

    [Fact]
    public async Task Each_one_that_waits_gets_a_unit_or_the_end_and_may_wait_again()
    {
        for (var round = 0; round < 3; round++)
        {
            BlockBatch[] units = [new(), new(), new()];
            var waits = seats.Select(seat => queue.TakeAsync(seat).AsTask()).ToArray();
            Assert.DoesNotContain(waits, wait => wait.IsCompleted);
            foreach (var unit in units) queue.Add(unit);
            Assert.Equal(units.ToHashSet(), (await Task.WhenAll(waits)).ToHashSet()!);
        }
        var last = seats.Select(seat => queue.TakeAsync(seat).AsTask()).ToArray();
        queue.Complete();
        Assert.All(await Task.WhenAll(last), Assert.Null);
    }
}
