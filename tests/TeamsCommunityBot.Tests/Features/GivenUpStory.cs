using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Schedule;
using TeamsCommunityBot.Tests.Support;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Work that was given up: an administrator hears it, looks at it and puts it back; nobody else's is touched.</summary>
public sealed class GivenUpStory : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly SampleScript _script = new();
    private Story _story = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimSample Org => _story.Org;

    private IGivenUp Given => _story.Host.Services.GetRequiredService<IGivenUp>();

    public async ValueTask InitializeAsync()
    {
        _story = await Story.StartAsync(clock: _clock, more: _script.AddTo);
        await _story.SendAsync([.. _story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await _story.RegistersAsync(Org.Anna, Org.Channel);
        _script.Plan = _ => throw new InvalidOperationException("x");
    }

    public ValueTask DisposeAsync() => _story.DisposeAsync();

    [Fact]
    public async Task An_administrator_hears_it_looks_puts_it_back_and_sees_what_came_of_it()
    {
        await FailsAsync("one", "two");
        var news = Assert.Single(await NewsAsync());
        news.Card.Says("Ander werk\n2 keer (InvalidOperationException)");
        Assert.Equal(["Kijken en opnieuw proberen"], news.Card!.Buttons());

        var looked = await _story.PressesAsync(Org.Dina, news, "Kijken en opnieuw proberen");
        looked["value"].Says("2 keer (InvalidOperationException)");
        Assert.Contains("Alles opnieuw proberen", looked["value"]!.Buttons());
        var (ask, another) = (await AsksAsync(Org.Dina), await AsksAsync(Org.Dina));
        var asked = _script.Asked.Count;
        _script.Plan = _ => new(JobPlan.Nothing);
        var done = await _story.PressesAsync(Org.Dina, ask, "Alles opnieuw proberen");
        done["value"].Says("Ik heb 2 taken weer in gang gezet.");
        await _story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((asked + 2, 0), (_script.Asked.Count, await CountAsync()));
        Assert.Contains("Er is niets van jouw organisatie", (await AsksAsync(Org.Dina)).Card!.Words(), StringComparison.Ordinal);
        Assert.Contains("Er was niets om opnieuw te proberen", (await _story.PressesAsync(Org.Dina, another, "Alles opnieuw proberen"))["value"]!.Words(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_again_comes_back_and_is_told_at_most_once_a_day()
    {
        await FailsAsync("one");
        Assert.Single(await NewsAsync());
        await FailsAsync("two");
        Assert.Single(await NewsAsync());

        // The next morning at nine there is a card about both.
        await _story.LaterAsync(new DateTimeOffset(2026, 11, 24, 8, 1, 0, TimeSpan.Zero) - _clock.GetUtcNow());
        Assert.Contains("2 keer (InvalidOperationException)", (await NewsAsync())[^1].Card!.Words(), StringComparison.Ordinal);
        Assert.Equal(2, (await NewsAsync()).Count);

        await _story.PressesAsync(Org.Dina, await AsksAsync(Org.Dina), "Alles opnieuw proberen");
        await _story.LaterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await CountAsync());
        for (var hours = 0; hours < 6; hours++) await _story.LaterAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task What_was_put_back_before_the_card_went_out_is_not_told()
    {
        await FailsAsync("one", untilTold: false);
        await Given.RetryAsync(Org.Tenant.Id, Ct);
        _script.Plan = _ => new(JobPlan.Nothing);
        await _story.LaterAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(await NewsAsync());
    }

    [Fact]
    public async Task Another_organisations_is_neither_seen_nor_put_back()
    {
        await GiveUpAsync(new("another-tenant", SampleJob.Kind, "theirs", _clock.GetUtcNow()));
        Assert.Contains("Er is niets van jouw organisatie", (await AsksAsync(Org.Dina)).Card!.Words(), StringComparison.Ordinal);
        await FailsAsync("one");

        var ask = await AsksAsync(Org.Dina);
        ask.Card.Says("1 keer (InvalidOperationException)");
        Assert.DoesNotContain("theirs", ask.Json, StringComparison.Ordinal);
        _script.Plan = _ => new(JobPlan.Nothing);
        await _story.PressesAsync(Org.Dina, ask, "Alles opnieuw proberen");
        await _story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.Single((await Given.ReadAsync("another-tenant", Ct)).Items);
        Assert.DoesNotContain(_script.Asked, asked => asked.Item.TenantId == "another-tenant");
    }

    [Fact]
    public async Task All_that_was_due_in_the_tenant_can_be_put_back_too()
    {
        var services = _story.Host.Services;
        await _story.SettleAsync();
        var (ledger, _) = await services.GetRequiredService<Fences>().TakeAsync(Org.Tenant.Id, Ct);
        await ledger!.ReleaseAsync("Test", Ct);
        (ledger, _) = await services.GetRequiredService<Fences>().TakeAsync(Org.Tenant.Id, Ct);
        await services.GetRequiredService<GivenUp>().AddAllAsync(Org.Tenant.Id, ledger!, Ct);

        var ask = await AsksAsync(Org.Dina);
        ask.Card.Says("Al het werk dat op de planning stond\n1 keer (Test)");
        await _story.PressesAsync(Org.Dina, ask, "Alles opnieuw proberen");
        await _story.SettleAsync();

        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData("nudges retry")]
    [InlineData("weekberichten opnieuw")]
    public async Task Who_is_no_administrator_sees_nothing_of_it(string command)
    {
        await FailsAsync("one");

        var answer = Assert.Single(await _story.SaysAsync(Org.Anna, Org.Channel, command));

        Assert.Contains("beheerder", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer.Card);
    }

    private async Task FailsAsync(params IReadOnlyList<string> subjects) => await FailsAsync(subjects, untilTold: true);

    private Task FailsAsync(string subject, bool untilTold) => FailsAsync([subject], untilTold);

    /// <summary>Jobs that fail until they are given up, one after the other.</summary>
    private async Task FailsAsync(IReadOnlyList<string> subjects, bool untilTold)
    {
        var before = await CountAsync();
        foreach (var subject in subjects)
        {
            await using var turn = _story.Host.Services.CreateAsyncScope();
            await turn.ServiceProvider.GetRequiredService<IAgenda>().PlanAsync(new(Org.Tenant.Id, SampleJob.Kind, subject, _clock.GetUtcNow()), Ct);
        }
        while (await CountAsync() < before + subjects.Count) await _story.LaterAsync(TimeSpan.FromSeconds(20));
        if (untilTold) await _story.LaterAsync(TimeSpan.FromMinutes(2));
    }

    private async Task GiveUpAsync(DueItem line)
    {
        await _story.Host.Services.GetRequiredService<GivenUp>().MarkAsync(line.TenantId, Ct);
        await _story.Host.Services.GetRequiredService<Agenda>().GiveUpAsync(due: null, new(1, line, _clock.GetUtcNow(), Error: "Test"), Ct);
    }

    private async Task<int> CountAsync() => (await Given.ReadAsync(Org.Tenant.Id, Ct)).Items.Count;

    private Task<SimPost> AsksAsync(SimPerson who) => _story.AsksAsync(who, _story.Sim.Org.ChatWith(who), "nudges retry");

    private async Task<IReadOnlyList<SimPost>> NewsAsync() =>
        [.. (await _story.PersonalPostsAsync(Org.Dina)).Where(post => post.Card?.Words().Contains("Er is werk niet gelukt", StringComparison.Ordinal) == true)];
}
