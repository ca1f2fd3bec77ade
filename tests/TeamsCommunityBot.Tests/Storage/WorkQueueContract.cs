using TeamsCommunityBot.Storage;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>What every <see cref="IWorkQueue"/> keeps: the same cases against the data file and against Azure's protocol.</summary>
public abstract class WorkQueueContract
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Hostile => TableContract.Hostile;

    protected abstract IWorkQueue Queue { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Lets so much time pass, where time is ours.</summary>
    protected abstract void Pass(TimeSpan time);

    [Fact]
    public async Task An_empty_queue_gives_nothing() => Assert.Null(await Queue.ReceiveAsync(Minute, Ct));

    [Theory, MemberData(nameof(Hostile))]
    public async Task An_item_is_received_to_the_letter(string body)
    {
        await Queue.EnqueueAsync(body, TimeSpan.Zero, Ct);

        var item = await Queue.ReceiveAsync(Minute, Ct);

        Assert.Equal((body, 1), (item!.Body, item.DequeueCount));
    }

    [Fact]
    public async Task A_received_item_is_hidden_from_others()
    {
        await Queue.EnqueueAsync("work", TimeSpan.Zero, Ct);
        await Queue.ReceiveAsync(Minute, Ct);

        Assert.Null(await Queue.ReceiveAsync(Minute, Ct));
    }

    [Fact]
    public async Task An_item_comes_back_when_its_time_is_over()
    {
        await Queue.EnqueueAsync("work", TimeSpan.Zero, Ct);
        var first = await Queue.ReceiveAsync(Second, Ct);

        var second = await ReceiveSoonAsync(Second);

        Assert.Equal((first!.Id, "work", 2), (second.Id, second.Body, second.DequeueCount));
    }

    [Fact]
    public async Task An_old_receipt_is_good_for_nothing()
    {
        await Queue.EnqueueAsync("work", TimeSpan.Zero, Ct);
        var old = await Queue.ReceiveAsync(Second, Ct);
        var held = await ReceiveSoonAsync(Second);

        Assert.False(await Queue.CompleteAsync(old!, Ct));
        Assert.Null(await Queue.UpdateAsync(old!, "stolen", Minute, Ct));
        Assert.False(await Queue.PoisonAsync(old!, "stolen", Ct));
        Assert.Equal(0, await Queue.CountPoisonAsync(Ct));
        Assert.True(await Queue.CompleteAsync(held, Ct));
    }

    [Fact]
    public async Task A_completed_item_is_gone()
    {
        await Queue.EnqueueAsync("work", TimeSpan.Zero, Ct);
        var item = await Queue.ReceiveAsync(Second, Ct);

        Assert.True(await Queue.CompleteAsync(item!, Ct));
        Assert.False(await Queue.CompleteAsync(item!, Ct));
        Pass(Minute);
        Assert.Null(await Queue.ReceiveAsync(Minute, Ct));
    }

    [Fact]
    public async Task An_update_rewrites_the_item_and_replaces_its_receipt()
    {
        await Queue.EnqueueAsync("cursor 0", TimeSpan.Zero, Ct);
        var first = await Queue.ReceiveAsync(Minute, Ct);

        var updated = await Queue.UpdateAsync(first!, "cursor 7", Second, Ct);

        Assert.Equal((first!.Id, "cursor 7", 1), (updated!.Id, updated.Body, updated.DequeueCount));
        Assert.False(await Queue.CompleteAsync(first, Ct));
        var again = await ReceiveSoonAsync(Second);
        Assert.Equal((first.Id, "cursor 7", 2), (again.Id, again.Body, again.DequeueCount));
    }

    [Fact]
    public async Task An_update_with_no_time_releases_the_item_at_once()
    {
        await Queue.EnqueueAsync("work", TimeSpan.Zero, Ct);
        var item = await Queue.ReceiveAsync(Minute, Ct);

        await Queue.UpdateAsync(item!, "work", TimeSpan.Zero, Ct);

        Assert.Equal(2, (await ReceiveSoonAsync(TimeSpan.Zero)).DequeueCount);
    }

    [Fact]
    public async Task A_delayed_item_waits_for_its_time()
    {
        await Queue.EnqueueAsync("much later", TimeSpan.FromDays(7), Ct);
        await Queue.EnqueueAsync("later", Second, Ct);

        Assert.Equal("later", (await ReceiveSoonAsync(Second)).Body);
        Assert.Null(await Queue.ReceiveAsync(Minute, Ct));
    }

    [Fact]
    public async Task Eight_takers_get_each_item_once()
    {
        for (var n = 0; n < 24; n++)
            await Queue.EnqueueAsync($"{n}", TimeSpan.Zero, Ct);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(TakeAllAsync, Ct)));

        Assert.Equal(Enumerable.Range(0, 24).Select(n => $"{n}").Order(), taken.SelectMany(bodies => bodies).Order());

        async Task<List<string>> TakeAllAsync()
        {
            var bodies = new List<string>();
            while (await Queue.ReceiveAsync(Minute, Ct) is { } item)
                bodies.Add(item.Body);
            return bodies;
        }
    }

    [Fact]
    public async Task A_poisoned_item_leaves_the_queue_and_is_counted()
    {
        await Queue.EnqueueAsync("bad", TimeSpan.Zero, Ct);
        await Queue.EnqueueAsync("good", TimeSpan.Zero, Ct);
        var bad = await ReceiveAsync("bad");

        Assert.True(await Queue.PoisonAsync(bad, "It always fails.", Ct));

        Assert.Equal(1, await Queue.CountPoisonAsync(Ct));
        Assert.False(await Queue.CompleteAsync(bad, Ct));
        Pass(Minute);
    }

    [Fact]
    public async Task Replayed_poison_is_work_again_as_if_new()
    {
        await Queue.EnqueueAsync("line one\nline two", TimeSpan.Zero, Ct);
        await Queue.PoisonAsync((await Queue.ReceiveAsync(Minute, Ct))!, "Two\r\nlines " + new string('é', 2000), Ct);

        Assert.True(await Queue.SiftPoisonAsync(_ => PoisonFate.Replay, Ct));

        var item = await Queue.ReceiveAsync(Minute, Ct);
        Assert.Equal(("line one\nline two", 1), (item!.Body, item.DequeueCount));
        Assert.Equal(0, await Queue.CountPoisonAsync(Ct));
        Assert.True(await Queue.SiftPoisonAsync(_ => throw new InvalidOperationException("Nothing is there to be judged."), Ct));
    }

    [Fact]
    public async Task Poison_is_sifted_one_by_one_with_its_reason_and_what_is_kept_can_be_looked_at_again()
    {
        for (var n = 0; n < 40; n++) await PoisonAsync($"{n % 3}", $"reason {n % 3}");
        List<PoisonedItem> first = [], second = [];

        Assert.True(await Queue.SiftPoisonAsync(Look(first, item => item.Body switch
        {
            "0" => PoisonFate.Replay,
            "1" => PoisonFate.Drop,
            _ => PoisonFate.Keep
        }), Ct));
        Assert.True(await Queue.SiftPoisonAsync(Look(second, _ => PoisonFate.Keep), Ct));

        Assert.Equal(40, first.Count);
        Assert.All(first, item => Assert.Equal($"reason {item.Body}", item.Reason));
        Assert.Equal(Enumerable.Repeat("2", 13), second.Select(item => item.Body));
        Assert.Equal(13, await Queue.CountPoisonAsync(Ct));
        var replayed = 0;
        for (; await Queue.ReceiveAsync(Minute, Ct) is { } item; replayed++) Assert.Equal("0", item.Body);
        Assert.Equal(14, replayed);

        static Func<PoisonedItem, PoisonFate> Look(List<PoisonedItem> seen, Func<PoisonedItem, PoisonFate> judge) => item =>
        {
            seen.Add(item);
            return judge(item);
        };
    }

    [Fact]
    public async Task The_longest_item_can_be_poisoned_and_replayed()
    {
        var body = new string('x', QueueLimits.BodyBytes);
        await Queue.EnqueueAsync(body, TimeSpan.Zero, Ct);
        await Queue.PoisonAsync((await Queue.ReceiveAsync(Minute, Ct))!, new('€', 2000), Ct);
        await Queue.SiftPoisonAsync(_ => PoisonFate.Replay, Ct);

        Assert.Equal(body, (await Queue.ReceiveAsync(Minute, Ct))!.Body);
    }

    [Theory, InlineData('x', QueueLimits.BodyBytes + 1), InlineData('€', QueueLimits.BodyBytes / 3 + 1), InlineData('\uD83D', 1)]
    public async Task A_longer_or_broken_item_is_refused(char letter, int length)
    {
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Queue.EnqueueAsync(new(letter, length), TimeSpan.Zero, Ct));
        Assert.Null(await Queue.ReceiveAsync(Minute, Ct));
    }

    [Fact]
    public async Task Times_out_of_range_are_refused()
    {
        var tooLong = TimeSpan.FromDays(7) + Second;
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Queue.EnqueueAsync("", tooLong, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Queue.EnqueueAsync("", -Second, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Queue.ReceiveAsync(tooLong, Ct));
        await Assert.ThrowsAsync<StorageLimitException>(async () => await Queue.ReceiveAsync(TimeSpan.Zero, Ct));
    }

    /// <summary>The item, once its time has come: at once where time is ours, else asked for until it comes.</summary>
    private async Task<WorkItem> ReceiveSoonAsync(TimeSpan hidden)
    {
        Pass(hidden);
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < Deadline;)
        {
            if (await Queue.ReceiveAsync(Minute, Ct) is { } item)
                return item;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }
        throw new TimeoutException("The item did not come back.");
    }

    private async Task PoisonAsync(string body, string reason)
    {
        await Queue.EnqueueAsync(body, TimeSpan.Zero, Ct);
        await Queue.PoisonAsync((await Queue.ReceiveAsync(Minute, Ct))!, reason, Ct);
    }

    private async Task<WorkItem> ReceiveAsync(string body)
    {
        while (await Queue.ReceiveAsync(Minute, Ct) is { } item)
            if (item.Body == body)
                return item;
        throw new InvalidOperationException($"The queue has no {body}.");
    }
}
