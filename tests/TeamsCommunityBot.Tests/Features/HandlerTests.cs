using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.Features.StaffCap;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>Handlers on the workbench: with the real store, and without the host.</summary>
public sealed class HandlerTests : IAsyncDisposable
{
    private readonly Workbench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_channel_without_a_community_is_told_so()
    {
        var reply = await _bench.HandleAsync<ShowStatus>(_bench.Says(Workbench.Anna, "status"), Ct);

        Assert.Equal(StatusTexts.NoCommunityTitle, Assert.IsType<Reply.Card>(reply).Summary);
    }

    [Fact]
    public async Task The_form_registers_the_community_and_goes_on_to_its_status()
    {
        var turn = Form("Lezers van de Polder", "2026-09-01");

        var reply = Assert.IsType<Reply.Continue>(await _bench.HandleAsync<RegisterCommunity>(turn, Ct));

        Assert.Equal("status", reply.Command);
        var community = await _bench.CommunityAsync(turn, Ct);
        Assert.Equal(("Lezers van de Polder", new DateOnly(2026, 9, 1), Workbench.Anna.Id), (community!.Name, community.StartDate, community.RegisteredBy));
        Assert.IsType<Reply.Card>(await _bench.HandleAsync<ShowStatus>(_bench.Says(Workbench.Bram, "status"), Ct));
    }

    [Theory]
    [InlineData("", "2026-09-01")]
    [InlineData("Lezers", "1900-01-01")]
    public async Task A_form_with_a_mistake_comes_back_to_its_sender_alone_and_stores_nothing(string name, string start)
    {
        var turn = Form(name, start);

        var reply = Assert.IsType<Reply.Replace>(await _bench.HandleAsync<RegisterCommunity>(turn, Ct));

        Assert.False(reply.ForEveryone);
        Assert.Null(await _bench.CommunityAsync(turn, Ct));
    }

    [Fact]
    public async Task Of_many_who_register_at_once_one_does()
    {
        var turns = Enumerable.Range(0, 8).Select(number => Form($"Lezers {number}", "2026-09-01")).ToList();

        var replies = await Task.WhenAll(turns.Select(turn => Task.Run(() => _bench.HandleAsync<RegisterCommunity>(turn, Ct), Ct)));

        Assert.Equal(7, replies.Count(reply => reply is Reply.Continue { Notice: var notice } && notice == AlreadyRegistered(notice)));
        Assert.Equal(1, (await _bench.CommunityAsync(turns[0], Ct))!.Revision);
    }

    [Fact]
    public async Task A_button_in_ones_own_chat_works_for_members_of_the_channel_alone()
    {
        var form = Form("Lezers", "2026-09-01");
        await _bench.HandleAsync<RegisterCommunity>(form, Ct);
        var press = () => _bench.PressesAlone(Workbench.Bram, StopObserving.Verb, (StaffCard.ChannelKey, form.Conversation.Id));

        Assert.IsType<Reply.Replace>(await _bench.HandleAsync<StopObserving>(press(), Ct));

        _bench.Roster.Remove(Workbench.Bram);
        await Assert.ThrowsAsync<UserErrorException>(() => _bench.HandleAsync<StopObserving>(press(), Ct));
    }

    [Fact]
    public async Task A_silent_roster_lets_nobody_in()
    {
        var form = Form("Lezers", "2026-09-01");
        await _bench.HandleAsync<RegisterCommunity>(form, Ct);
        _bench.Roster.IsSilent = true;

        await Assert.ThrowsAsync<UserErrorException>(() =>
            _bench.HandleAsync<StopObserving>(_bench.PressesAlone(Workbench.Anna, StopObserving.Verb, (StaffCard.ChannelKey, form.Conversation.Id)), Ct));
    }

    private Turn Form(string name, string start) => _bench.Presses(Workbench.Anna, RegisterCommunity.Verb,
        ("Name", name), ("Theme", "Boeken"), ("StartDate", start), ("Language", "nl"));

    /// <summary>The sentence in either language: the loser of a race speaks the turn's, or the community's.</summary>
    private static string? AlreadyRegistered(string? notice)
    {
        foreach (var language in Language.All)
        {
            using var spoken = Language.Use(language);
            if (notice == RegistrationTexts.AlreadyRegistered) return notice;
        }

        return null;
    }
}
