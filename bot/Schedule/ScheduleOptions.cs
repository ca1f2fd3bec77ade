using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Schedule;

/// <summary>The section <c>Schedule</c>.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "Schedule";

    /// <summary>Whether this process does what is due. Another one may do it instead.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often it looks for what is due; what this process itself plans for now is done at once.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// What is planned for later is spread over so much time, the same for all of a tenant, so that a thousand organisations do not begin at once.
    /// </summary>
    public TimeSpan Spread { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>After so long without a sign of life another instance takes a tenant over; renewed three times within it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>In how many tenants this process sends at once; more wait for their turn, or go to another process.</summary>
    public int Tenants { get; set; } = 64;

    /// <summary>
    /// What is still not in its channel so long after anybody can have sent it was not sent. Before that it may only not be visible yet.
    /// </summary>
    public TimeSpan ReadBackAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What happens to a post of which nobody knows whether it was sent, and whose channel cannot be read back.</summary>
    public AmbiguousPost Ambiguous { get; set; } = AmbiguousPost.Resend;

    /// <summary>A name of this bot, kept with the data; empty: its registration and where its data is.</summary>
    public string Instance { get; set; } = "";

    /// <summary>Takes over the data of the bot with this mark: then it is ours, and the bot speaks again.</summary>
    public string Adopt { get; set; } = "";
}

public enum AmbiguousPost
{
    /// <summary>It is sent again: rather twice than not at all.</summary>
    Resend,

    /// <summary>It is left: rather not at all than twice.</summary>
    Skip,
}

/// <summary>Stops the start when the section <c>Schedule</c> cannot work.</summary>
internal sealed class ScheduleOptionsCheck : IValidateOptions<ScheduleOptions>
{
    public ValidateOptionsResult Validate(string? name, ScheduleOptions options)
    {
        List<string> problems = [];
        if (options.Tick < TimeSpan.FromSeconds(1) || options.Tick > TimeSpan.FromHours(1))
            problems.Add("Schedule:Tick must be between one second and one hour, such as 00:00:15.");
        if (options.Spread < TimeSpan.Zero || options.Spread > TimeSpan.FromHours(1))
            problems.Add("Schedule:Spread must be between nothing and one hour, such as 00:10:00.");
        if (options.Lease < TimeSpan.FromSeconds(3) || options.Lease > TimeSpan.FromHours(1))
            problems.Add("Schedule:Lease must be between three seconds and one hour, such as 00:01:00.");
        if (options.Tenants is < 1 or > 1_000) problems.Add("Schedule:Tenants must be between 1 and 1000, such as 64.");
        if (options.ReadBackAfter < TimeSpan.FromSeconds(1) || options.ReadBackAfter > TimeSpan.FromMinutes(10))
            problems.Add("Schedule:ReadBackAfter must be between one second and ten minutes, such as 00:00:30.");
        if (!Enum.IsDefined(options.Ambiguous)) problems.Add("Schedule:Ambiguous is neither Resend nor Skip.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
