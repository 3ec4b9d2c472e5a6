using NanoBanana.Crash;
using NanoBanana.Crash.Lists;

return args switch
{
    ["child", ..] => await Child.RunAsync(BatchPlan.Parse(args[1..]), args[^1]),
    ["write", var home, var name, var count] => await Helpers.WriteAsync(home, name, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["remember", var home, var name, var count] => await Helpers.RememberAsync(home, name, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["hold", var home] => await Helpers.HoldAsync(home),
    ["spend", var home, var emulator, var count, var cap] => await Helpers.SpendAsync(home, new Uri(emulator), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), cap),
    ["list", ..] => await ListChild.RunAsync(ListPlan.Parse(args[1..])),
    _ when args.Contains("--list") => await ListCampaign.RunAsync(args),
    ["save", ..] => await SaveBatch.RunAsync(SavePlan.Parse(args[1..])),
    _ when args.Contains("--save") => await SaveCampaign.RunAsync(CampaignOptions.Parse(args)),
    _ => await Campaign.RunAsync(CampaignOptions.Parse(args)),
};
