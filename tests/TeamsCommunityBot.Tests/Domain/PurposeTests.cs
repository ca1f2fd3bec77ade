using TeamsCommunityBot.Domain;
using Xunit;

namespace TeamsCommunityBot.Tests.Domain;

public sealed class PurposeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Person Anna = new("30000000-0000-4000-8000-000000000001", "29:anna", "Anna Voorbeeld");
    private static readonly Person Dina = new("30000000-0000-4000-8000-000000000002", "29:dina", "Dina Monster");

    [Theory]
    [InlineData(null, WhyState.Missing)]
    [InlineData("2026-11-24", WhyState.Fresh)]
    [InlineData("2025-11-24", WhyState.Fresh)]
    [InlineData("2025-11-23", WhyState.TooOld)]
    public void A_why_is_missing_or_too_old_on_a_day_and_an_outline_knows_it_as_well(string? confirmed, WhyState expected)
    {
        var community = Community with
        {
            Purpose = new()
            {
                Why = "Daarom",
                ConfirmedOn = confirmed is null ? null : DateOnly.Parse(confirmed, System.Globalization.CultureInfo.InvariantCulture)
            }
        };

        Assert.Equal(expected, community.WhyOn(new(2026, 11, 24)));
        Assert.Equal(expected, community.Outline().WhyOn(new(2026, 11, 24)));
    }

    [Fact]
    public void An_outline_holds_nobody_and_nothing_that_people_wrote()
    {
        var outline = Sponsored().Outline().Purpose;

        Assert.Equal(("", "", null, null, null), (outline.Why, outline.Goal, outline.Link, outline.Sponsor, outline.Former));
    }

    [Fact]
    public void A_community_from_before_there_was_a_why_has_none_and_is_not_changed_by_somebody_elses_leaving()
    {
        var community = Community with { Roles = RoleSlots.Open };

        Assert.Equal(WhyState.Missing, community.WhyOn(new(2026, 11, 24)));
        Assert.IsType<RoleOutcome.Refused>(community.Leave(Dina, VacancyReason.LeftTeam, Now));
        Assert.Equal(community, community.Forget(Dina.Id, Now));
    }

    [Fact]
    public void Nobody_is_sponsor_who_did_not_say_yes_and_nobody_else_says_it()
    {
        var asked = Asked();

        Assert.Null(asked.NextPrompt(Now));
        Assert.Equal(PurposeRefusal.NotYours, Refusal(asked.AnswerSponsor(1, Anna, yes: true, Now)));
        Assert.Equal(PurposeRefusal.Outdated, Refusal(asked.AnswerSponsor(2, Dina, yes: true, Now)));
        Assert.Equal(PurposeRefusal.Outdated, Refusal(asked.TellWhy(1, Dina, Now)));
        Assert.Equal(PurposeRefusal.AlreadyDone, Refusal(Sponsored().AnswerSponsor(1, Dina, yes: true, Now)));
    }

    [Fact]
    public void The_first_prompt_comes_in_the_month_after_the_yes_and_then_once_a_month()
    {
        var community = Sponsored();

        var first = community.NextPrompt(Now)!;
        var second = community.NextMonth(first);

        Assert.Equal((new DateOnly(2026, 12, 7), new DateOnly(2027, 1, 4)), (first.Day, second.Day));
        Assert.Equal(first, community.PromptAt(first.At));
        Assert.Null(community.PromptAt(first.At.AddMinutes(1)));
        Assert.Null(community.PromptAt(new(2026, 11, 30, 8, 30, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(Cadence.Weekly)]
    [InlineData(Cadence.EveryTwoWeeks)]
    public void Every_month_of_ten_years_has_its_prompt(Cadence cadence)
    {
        var community = Sponsored() with { Rhythm = Rhythm.Default with { Cadence = cadence, Anchor = new(2026, 11, 23) } };
        var slots = new List<RhythmMoment> { community.NextPrompt(Now)! };
        while (slots.Count < 120) slots.Add(community.NextMonth(slots[^1]));

        Assert.Equal(Enumerable.Range(0, 120).Select(month => new DateOnly(2026, 12, 1).AddMonths(month)), slots
            .Select(slot => new DateOnly(slot.Day.Year, slot.Day.Month, 1)));
    }

    [Fact]
    public void Who_leaves_carries_nothing_and_who_is_forgotten_leaves_no_trace()
    {
        var left = Assert.IsType<RoleOutcome.Changed>(Sponsored().Leave(Dina, VacancyReason.LeftTeam, Now));
        Assert.Null(left.After.Purpose.Sponsor);
        Assert.Equal("Daarom", left.After.Purpose.Why);

        Assert.Equal(Person.Bot, Sponsored().Forget(Anna.Id, Now).Purpose.Sponsor!.By);
        var declined = After(Asked().AnswerSponsor(1, Dina, yes: false, Now));
        Assert.Equal(SponsorEnd.Declined, declined.Purpose.Former?.End);
        Assert.Null(declined.Forget(Dina.Id, Now).Purpose.Former);
    }

    private static Community Asked() => After(Community.Describe(0, "Daarom", "Doel", null, Dina, Anna, Now));

    private static Community Sponsored() => After(Asked().AnswerSponsor(1, Dina, yes: true, Now));

    private static Community After(PurposeOutcome outcome) => Assert.IsType<PurposeOutcome.Changed>(outcome).After;

    private static PurposeRefusal Refusal(PurposeOutcome outcome) => Assert.IsType<PurposeOutcome.Refused>(outcome).Why;

    private static Community Community => new()
    {
        TenantId = "t",
        ChannelId = "19:kanaal@thread.tacv2",
        TeamId = "19:team@thread.tacv2",
        Name = "Lezers van de Polder",
        StartDate = new(2026, 9, 1),
        Language = "nl",
        Address = new(new("https://connector.example/"), "19:kanaal@thread.tacv2", "28:bot"),
        RegisteredBy = Anna.Id,
        RegisteredAt = Now.AddMonths(-2),
    };
}
