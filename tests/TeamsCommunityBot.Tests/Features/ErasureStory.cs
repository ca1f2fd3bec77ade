using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Activities;
using TeamsCommunityBot.Features.Contributions;
using TeamsCommunityBot.Features.Erasure;
using TeamsCommunityBot.Features.Purposes;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Schedule.Due;
using TeamsCommunityBot.Schedule.Tenants;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Tests.Storage;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features;

/// <summary>"Forget me", and accounts that are deleted: not a byte is left (B3 row 27).</summary>
public class ErasureStory : StoryTests
{
    public ErasureStory()
        : this(null)
    {
    }

    protected ErasureStory(Azurite? azurite)
        : base("2026-11-23T09:00:00Z", azurite)
    {
    }

    private DateTimeOffset Moment => Clock.GetUtcNow();

    protected override async ValueTask BeginAsync()
    {
        await Story.RegistersAsync(Org.Anna, Org.Channel);
        await Story.RegistersAsync(Org.Bram, Org.Private, "Kleine kring");
    }

    [Fact]
    public async Task Who_asks_is_told_what_goes_and_is_gone_to_the_last_byte()
    {
        await InvolveAsync(Org.Bram);
        await ChangeAsync(Org.Private, community => community.Invite(Role.Bouwer, By(Org.Anna), By(Org.Bram), null, thirdRole: false, Moment));
        await ChangeAsync(Org.Private, community => community.Accept(Role.Bouwer, community.Roles.Bouwer.Invitation!.Number, By(Org.Anna), Moment));
        await Story.SaysAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "taal nederlands");
        await GiveUpAsync(new(Org.Tenant.Id, "presence.check", Key.Join(Org.Bram.AadObjectId, "0"), Moment));
        await GiveUpAsync(new(Org.Tenant.Id, "presence.check", Key.Join(Org.Anna.AadObjectId, "0"), Moment));

        var ask = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "vergeet mij");
        ask.Card.Says("Kleine kring, Lezers van de Polder");
        Assert.Contains(Org.Bram.AadObjectId, await StoredAsync(), StringComparison.Ordinal);
        var done = await Story.PressesAsync(Org.Bram, ask, ForgetMe.Verb);
        // Within a few minutes, as the card says: it waits for what is on its way.
        for (var minute = 0; minute < 5; minute++) await Story.LaterAsync(TimeSpan.FromMinutes(1));

        done["value"].Says("Je wordt gewist");
        var stored = await StoredAsync();
        Assert.All(new[] { Org.Bram.AadObjectId, Org.Bram.Address, Org.Bram.Name },
            trace => Assert.DoesNotContain(trace, stored, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Org.Anna.Name, stored, StringComparison.Ordinal);
        // Of what was given up, only what named the person is gone.
        Assert.Single((await Story.Host.Services.GetRequiredService<IGivenUp>().ReadAsync(Org.Tenant.Id, Ct)).Items);
        var (open, kept) = (await CommunityAsync(Org.Channel), await CommunityAsync(Org.Private));
        Assert.Equal(SlotState.Vacated, open.Roles.Verbinder.StateOn(open.Today(Moment)));
        Assert.True(kept.IsLedBy(Org.Anna.AadObjectId));
    }

    [Fact]
    public async Task The_only_lead_hears_what_to_do_first_and_nothing_changes()
    {
        var before = Story.Host.Fingerprint();

        var ask = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "vergeet mij");

        ask.Card.Says("Je bent de enige die dit leidt: Kleine kring.");
        Assert.DoesNotContain("Wis mij", ask.Card!.Buttons());
        Assert.Equal(before, Story.Host.Fingerprint());
    }

    [Fact]
    public async Task A_card_from_before_one_became_the_only_lead_erases_nobody()
    {
        await ChangeAsync(Org.Private, community => community.Invite(Role.Bouwer, By(Org.Anna), By(Org.Bram), null, thirdRole: false, Moment));
        await ChangeAsync(Org.Private, community => community.Accept(Role.Bouwer, community.Roles.Bouwer.Invitation!.Number, By(Org.Anna), Moment));
        var ask = await Story.AsksAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "vergeet mij");
        await ChangeAsync(Org.Private, community => community.Release(Role.Bouwer, By(Org.Anna), Moment));

        var answer = await Story.PressesAsync(Org.Bram, ask, ForgetMe.Verb);
        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        answer["value"].Says("Je bent de enige die dit leidt");
        Assert.True((await CommunityAsync(Org.Private)).IsOnlyLedBy(Org.Bram.AadObjectId));
    }

    [Fact]
    public async Task The_last_administrator_names_another_first()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);

        var ask = await Story.AsksAsync(Org.Dina, Story.Sim.Org.ChatWith(Org.Dina), "vergeet mij");

        ask.Card.Says("Je bent de enige beheerder");
    }

    [Fact]
    public async Task A_guest_may_be_forgotten_too()
    {
        await Story.SaysAsync(Org.Guest, Story.Sim.Org.ChatWith(Org.Guest), "language en");
        Assert.Contains(Org.Guest.AadObjectId, await StoredAsync(), StringComparison.Ordinal);

        var ask = await Story.AsksAsync(Org.Guest, Story.Sim.Org.ChatWith(Org.Guest), "forget me");
        await Story.PressesAsync(Org.Guest, ask, ForgetMe.Verb);
        await Story.LaterAsync(TimeSpan.FromMinutes(1));

        Assert.DoesNotContain(Org.Guest.AadObjectId, await StoredAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task In_a_channel_it_is_not_talked_about()
    {
        var answer = await Story.AsksAsync(Org.Bram, Org.Channel, "vergeet mij");

        answer.Card.Says("Dit is tussen jou en mij");
        Assert.Equal(["Onze chat openen"], answer.Card!.Buttons());
        Assert.StartsWith("https://teams.microsoft.com/l/chat/0/0?users=28%3A", answer.Card!["actions"]![0]!["url"]!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>It cannot be refused: not for the only lead, and not for the last administrator.</summary>
    [Fact]
    public async Task A_deleted_account_leaves_nothing_behind_whatever_it_held()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Bram)]);
        await InvolveAsync(Org.Bram);
        await Story.SettleAsync();

        await EraseAsync(Org.Bram);
        await Story.SettleAsync();

        var stored = await StoredAsync();
        Assert.All(new[] { Org.Bram.AadObjectId, Org.Bram.Address, Org.Bram.Name },
            trace => Assert.DoesNotContain(trace, stored, StringComparison.OrdinalIgnoreCase));
        Assert.Empty((await CommunityAsync(Org.Private)).Leads());

        await Story.LaterAsync(TimeSpan.FromDays(1));
        await Story.SendAsync([.. Story.Sim.Activities.Uninstalled(Org.Channel, Org.Anna)]);
        await Story.LaterAsync(TimeSpan.FromDays(1));
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        using var scope = Story.Host.Services.CreateScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<AdministratorStore>().IsAsync(Org.Tenant.Id, Org.Dina.AadObjectId, Ct));
    }

    /// <summary>One list says what is stored, whom it names and for how long; what is not in it cannot be stored by this story.</summary>
    [Fact]
    public async Task Every_row_stands_in_the_list_and_whatever_names_somebody_is_said_to()
    {
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Org.Channel, Org.Dina)]);
        await Story.SendAsync([.. Story.Sim.Activities.Installed(Story.Sim.Org.ChatWith(Org.Bram), Org.Bram)]);
        await InvolveAsync(Org.Bram);
        await Story.SaysAsync(Org.Bram, Story.Sim.Org.ChatWith(Org.Bram), "taal nederlands");
        await Story.SaysAsync(Org.Bram, Org.Channel, "ik");
        await GiveUpAsync(new(Org.Tenant.Id, "presence.check", Key.Join(Org.Bram.AadObjectId, "0"), Moment));
        var call = await Story.AsksAsync(Org.Anna, Org.Channel, "vacature");
        await Story.PressesAsync(Org.Anna, call, "Oproep plaatsen", ("Roles", "Bouwer"));
        await Story.LaterAsync(TimeSpan.FromDays(1));
        await Story.LaterAsync(TimeSpan.FromDays(31));

        SimPerson[] people = [Org.Anna, Org.Bram, Org.Chris, Org.Dina, Org.Guest];
        string[] names = [.. people.SelectMany(who => new[] { who.AadObjectId, who.Address, Story.Sim.Org.ChatWith(who).Id })];
        Assert.All(Story.Host.Rows(), row =>
        {
            var kind = StoredRows.Of(row);
            Assert.True(kind is not null, $"No line of the list is of the row {row.Partition} / {row.Row}.");
            if (names.Any(name => row.ToString().Contains(name, StringComparison.OrdinalIgnoreCase)))
                Assert.True(kind.Names != "no", $"The list says that a row names nobody, and it does: {row}");
        });
    }

    [Fact]
    public async Task Erasing_again_finds_nothing_to_do()
    {
        await InvolveAsync(Org.Bram);
        await Story.SettleAsync();
        await EraseAsync(Org.Bram);
        await Story.SettleAsync();
        var before = Story.Host.Fingerprint();

        await EraseAsync(Org.Bram);

        Assert.Equal(before, Story.Host.Fingerprint());
    }

    /// <summary>Somebody in every place where a community can name them.</summary>
    private async Task InvolveAsync(SimPerson who)
    {
        var (me, anna, dina) = (By(who), By(Org.Anna), By(Org.Dina));
        await ChangeAsync(Org.Channel, community => community.Invite(Role.Verbinder, me, anna, null, thirdRole: false, Moment));
        await ChangeAsync(Org.Channel, community => community.Accept(Role.Verbinder, community.Roles.Verbinder.Invitation!.Number, me, Moment));
        await ChangeAsync(Org.Channel, community => community.NameBackup(Role.Bouwer, me, anna, Moment));
        await ChangeAsync(Org.Channel, community => community.AnswerBackup(Role.Bouwer, me, yes: true, Moment));
        await ChangeAsync(Org.Channel, community => community.Invite(Role.Aanjager, dina, me, null, thirdRole: false, Moment));
        await ChangeAsync(Org.Channel, community => community.NameBackup(Role.Aanjager, By(Org.Chris), me, Moment));
        await ChangeAsync(Org.Private, community => community.Invite(Role.Aanjager, me, anna, null, thirdRole: false, Moment));
        await DescribeAsync(Org.Channel, me, by: anna);
        await DescribeAsync(Org.Private, dina, by: me);
        await NoteActivityAsync(me);
        await TargetsAsync(who);
        await ContributeAsync(me, askWho: anna);
        await ContributeAsync(anna, askWho: me);
        var form = await Story.AsksAsync(who, Org.Channel, "deel");
        await Story.PressesAsync(who, form, "Delen", ("Title", "Buren lezen voor"), ("Text", "Elke week leest een buur voor."));
        await Story.PressesAsync(Org.Anna, await Story.AsksAsync(Org.Anna, Org.Channel, "weekbericht"), "Nu versturen");
        await Story.SettleAsync();
        await Story.PressesAsync(who, Story.Sim.Posts().Last(post => post.Card?.Buttons().Contains("Inspireert") == true), "Inspireert");
    }

    /// <summary>A line whose job failed too often.</summary>
    private async Task GiveUpAsync(DueItem line)
    {
        var services = Story.Host.Services;
        await services.GetRequiredService<GivenUp>().MarkAsync(line.TenantId, Ct);
        await services.GetRequiredService<Agenda>().GiveUpAsync(due: null, new(1, line, Moment, Error: "TimeoutException"), Ct);
    }

    private async Task ContributeAsync(Person who, Person askWho)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var contribution = new Contribution
        {
            Who = who,
            Roles = [],
            Commitments = ["Een", "Twee", "Drie"],
            Hours = 4,
            AskWho = askWho,
            ConfirmedAt = Moment,
            Revision = 1
        };
        Assert.True(await scope.ServiceProvider.GetRequiredService<ContributionStore>().SaveAsync(await CommunityAsync(Org.Channel), null, contribution, Ct));
    }

    private async Task DescribeAsync(SimChannel channel, Person sponsor, Person by)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var purposes = scope.ServiceProvider.GetRequiredService<PurposeChanges>();
        Assert.IsType<PurposeOutcome.Changed>(await purposes.ChangeAsync(
            Org.Tenant.Id, channel.Id, community => community.Describe(community.Purpose.Revision, "Daarom", "", null, sponsor, by, Moment), Moment, Ct));
    }

    /// <summary>They look after a target, let another go and wrote why.</summary>
    private async Task TargetsAsync(SimPerson who)
    {
        var list = await Story.AsksAsync(Org.Anna, Org.Channel, "doel");
        var form = await Story.PressesAsync(who, list, "target.open");
        var shown = await Story.PressesOnAsync(who, list, form, "target.save", ("Number", "40"), ("Deadline", "2027-09-01"), ("Owner", who.AadObjectId));
        await Story.PressesOnAsync(who, list, await Story.PressesOnAsync(who, list, shown, "target.open"), "target.save", ("Number", "30"),
            ("Reason", "Het dorp is klein"));
        Assert.Contains(who.AadObjectId, await StoredAsync(), StringComparison.Ordinal);
    }

    private async Task NoteActivityAsync(Person by)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var (activities, community) = (scope.ServiceProvider.GetRequiredService<ActivityStore>(), await CommunityAsync(Org.Channel));
        var activity = new CommunityActivity { Id = "a1", Title = "Voorlezen", Day = community.Today(Moment).AddDays(-3), By = by, At = Moment };
        Assert.True(await activities.AddAsync(community, activity, Ct));
        var stored = await activities.FindAsync(community, activity.Day, activity.Id, Ct);
        var turn = new Turn
        {
            ActivityId = "1",
            TenantId = Org.Tenant.Id,
            From = by,
            Conversation = new(ConversationKind.Channel, Org.Channel.Id),
            Address = community.Address,
            At = Moment,
        };
        var corrected = activity.Corrected(activity with { Title = "Samen voorlezen" }, by, Moment);
        Assert.Equal(DecisionEnd.Made, await activities.SaveAsync(turn, community, stored!, corrected, Ct));
    }

    private async Task EraseAsync(SimPerson who)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        await scope.ServiceProvider.GetRequiredService<PersonEraser>().EraseAsync(Org.Tenant.Id, who.AadObjectId, Moment, Ct);
    }

    private async Task ChangeAsync(SimChannel channel, Func<Community, RoleOutcome> rule)
    {
        await using var scope = Story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        Assert.IsType<RoleOutcome.Changed>(await scope.ServiceProvider.GetRequiredService<RoleChanges>().ChangeAsync(Org.Tenant.Id, channel.Id, rule, Moment,
            Ct));
    }

    private async Task<Community> CommunityAsync(SimChannel channel)
    {
        using var scope = Story.Host.Services.CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<CommunityStore>().FindAsync(Org.Tenant.Id, channel.Id, Ct))!.Community;
    }

    /// <summary>Every byte on the disk, once what is due is done and the log was emptied, as happens after a quiet second; on Azure every row.</summary>
    private async Task<string> StoredAsync()
    {
        var path = Story.Host.DataFile;
        if (!File.Exists(path)) return string.Join('\n', Story.Host.Rows());
        for (var waited = 0; waited < 100 && new FileInfo(path + "-wal") is { Exists: true, Length: > 0 }; waited++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        var bytes = new StringBuilder();
        foreach (var file in new[] { path, path + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            bytes.Append(await reader.ReadToEndAsync(Ct));
        }
        return bytes.ToString();
    }

    private static Person By(SimPerson who) => new(who.AadObjectId, who.Address, who.Name);
}

/// <summary>The same on Azure Tables.</summary>
public sealed class ErasureOnAzureStory(Azurite azurite) : ErasureStory(azurite);
