using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Hosting;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Faults;

/// <summary>Accepted and charged, but the answer is not a clean success, or its id is another task's.</summary>
internal static class IdFaults
{
    public static readonly IReadOnlyList<FaultKind> All =
    [
        OfSubmit("id-in-500", "Accepted and charged, then HTTP 500 with the task's id in its body.", (strike, reply) => WithIdOf(reply, Refused(strike, 500) with { Status = 500 })),
        OfSubmit("id-in-envelope-500", "Accepted and charged, then HTTP 200 whose body has the code 500 and the task's id.", (strike, reply) => WithIdOf(reply, Refused(strike, 500) with { Status = 200 })),
        OfSubmit("id-in-400", "Accepted and charged, then the gateway's 400 with the task's id in its body.", (strike, reply) => WithIdOf(reply, Refused(strike, 400))),
        OfSubmit("id-in-cut-json", "Accepted and charged, but the answer is truncated right after the task id.", (_, reply) => CutBehindId(reply)),
        OfSubmit("repeated-id", "From the second task on: accepted and charged, but the answer has the id of the task before it.", RepeatedId),
        FaultKind.OfQuery("foreign-id", "The query is answered with the state of the task, but the id of another one.", ForeignId),
    ];

    private static FaultKind OfSubmit(string name, string meaning, Func<FaultStrike, Reply, Reply> change) =>
        FaultKind.Late(name, meaning, change) with { IsBound = true };

    private static Reply Refused(FaultStrike strike, int code) => strike.Service.Refuse(new Refusal(code), strike.Route.Operation);

    private static Reply WithIdOf(Reply accepted, Reply refused)
    {
        var success = ReplyJson.Read(accepted)!;
        return ReplyJson.Edit(refused, body =>
        {
            if (success["data"] is JsonObject data)
            {
                body["data"] = data.DeepClone();
            }
            else
            {
                body["request_id"] = ReplyJson.Id(success);
            }
        });
    }

    private static Reply CutBehindId(Reply reply)
    {
        var id = ReplyJson.Id(ReplyJson.Read(reply)!)!;
        var text = Encoding.UTF8.GetString(reply.Body);
        var end = text.IndexOf(id, StringComparison.Ordinal) + id.Length + 1;
        return reply with { Body = Encoding.UTF8.GetBytes(text.Substring(0, end)) };
    }

    private static Reply RepeatedId(FaultStrike strike, Reply reply) => ReplyJson.Edit(reply, body =>
    {
        var own = ReplyJson.Id(body);
        if (strike.State.Tasks.All.LastOrDefault(task => task.Order.Provider.Is(strike.Service.Provider) && !task.Id.Is(own)) is { } earlier)
        {
            ReplyJson.SetId(body, earlier.Id);
        }
    });

    private static Reply ForeignId(FaultStrike strike, Reply reply) => ReplyJson.Edit(reply, body =>
    {
        if (ReplyJson.Id(body) is { } own)
        {
            var other = strike.State.Tasks.All.FirstOrDefault(task => task.Order.Provider.Is(strike.Service.Provider) && !task.Id.Is(own));
            ReplyJson.SetId(body, other?.Id ?? Guid.NewGuid().ToString("D"));
        }
    });
}
