using System.Globalization;
using NanoBanana.Soak;

return args switch
{
    ["emulator"] => await Child.EmulateAsync(),
    ["session", var folder, var emulator, .. var items] => await Child.RunSessionAsync(folder, new Uri(emulator), items),
    _ => await SoakRun.RunAsync(
        TimeSpan.FromMinutes(double.Parse(Value("--minutes") ?? "60", CultureInfo.InvariantCulture)),
        TimeSpan.FromSeconds(double.Parse(Value("--line") ?? "60", CultureInfo.InvariantCulture)),
        int.Parse(Value("--seed") ?? "1", CultureInfo.InvariantCulture)),
};

string? Value(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
