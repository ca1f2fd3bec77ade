using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Roles;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Support;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Features.Contributions;

/// <summary>Puts people in roles without their cards, for stories about what comes after.</summary>
internal static class RoleSteps
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Person Of(SimPerson person) => new(person.AadObjectId, person.Address, person.Name);

    /// <summary>Somebody takes a role upon themself.</summary>
    public static Task HoldsAsync(this Story story, SimPerson who, Role role, SimChannel? channel = null, DateOnly? until = null) =>
        story.ChangesAsync(channel, community => community.Invite(role, Of(who), Of(who), until, thirdRole: true, story.Sim.Clock.GetUtcNow()));

    public static async Task ChangesAsync(this Story story, SimChannel? channel, Func<Community, RoleOutcome> rule)
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        var roles = scope.ServiceProvider.GetRequiredService<RoleChanges>();
        var outcome = await roles.ChangeAsync(story.Org.Tenant.Id, (channel ?? story.Org.Channel).Id, rule, story.Sim.Clock.GetUtcNow(), Ct);
        Assert.IsType<RoleOutcome.Changed>(outcome);
    }

    /// <summary>As a community stands that a version wrote which kept nothing of what is planned.</summary>
    public static async Task ForgetsPlannedAsync(this Story story)
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TurnClaim>().BeginJob();
        await scope.ServiceProvider.GetRequiredService<CommunityStore>()
            .ChangeAsync(story.Org.Tenant.Id, story.Org.Channel.Id, community => community with { Planned = [] }, Ct);
    }

    /// <summary>Asks by a targeted message, as the slash menu does; returns what came back.</summary>
    public static Task<IReadOnlyList<SimPost>> AsksPrivatelyAsync(this Story story, SimPerson who, SimConversation where, string text)
    {
        var message = story.Sim.Activities.Message(where, who, text, mention: false);
        message["recipient"]!["isTargeted"] = true;
        return story.SendAsync(message);
    }

    /// <summary>What somebody fills in who does one thing of their own, and two that many do.</summary>
    public static (string Input, string Value) Does(string first) => ("Commitment", $"{first}\nElke maand bel ik twee partners\nIk heet nieuwe mensen welkom");

    /// <summary>Somebody describes and confirms their contribution: command, button, form.</summary>
    public static async Task<JsonNode> ContributesAsync(this Story story, SimPerson who, params (string Input, string Value)[] inputs)
    {
        var me = await story.AsksAsync(who, story.Sim.Org.ChatWith(who), "ik");
        return await story.PressesOnAsync(who, me, await story.PressesAsync(who, me, "contribution.edit"), "contribution.save",
            inputs is [] ? [("Hours", "4")] : inputs);
    }
}
