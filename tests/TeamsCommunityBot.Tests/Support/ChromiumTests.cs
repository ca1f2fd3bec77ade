using Microsoft.Playwright;
using Xunit;

namespace TeamsCommunityBot.Tests.Support;

public sealed class ChromiumTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_has_the_width_and_the_theme_that_were_asked(bool dark)
    {
        var page = await chromium.OpenAsync(width: 360, dark: dark);

        Assert.Equal(360, await page.EvaluateAsync<int>("innerWidth"));
        Assert.Equal(dark, await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_browser_reaches_loopback_and_no_other_address()
    {
        var page = await chromium.OpenAsync();

        var loopback = await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync("http://127.0.0.1:81/"));
        var other = await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync("http://127.0.0.2:81/"));

        Assert.Contains("ERR_CONNECTION_REFUSED", loopback.Message, StringComparison.Ordinal);
        Assert.Contains("ERR_NAME_NOT_RESOLVED", other.Message, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
