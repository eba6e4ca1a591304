using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;

namespace Thrombophilia.Lims;

/// <summary>Counts of files, samples, findings and conclusions.</summary>
/// <param name="Received">Files that arrived: running, done, held and refused together.</param>
/// <param name="Running">Files being read, or left behind by a killed process.</param>
/// <param name="Done">Files read, every sample of which is registered and finished.</param>
/// <param name="Held">Files read, some sample names of which nobody has registered yet.</param>
/// <param name="Refused">Files that were refused.</param>
/// <param name="Samples">Registered samples.</param>
/// <param name="Findings">Rows from files.</param>
/// <param name="Conclusions">Issued conclusions, every version, without those that are only for the registry.</param>
/// <param name="RegistryEntries">Persons with a row in the registry.</param>
/// <param name="Reports">Issued reports: always 0, as none are made yet.</param>
public sealed record StatusCounts(
    int Received, int Running, int Done, int Held, int Refused, int Samples, long Findings, int Conclusions,
        int RegistryEntries, int Reports)
{
    /// <summary>Counts at this moment.</summary>
    public static async Task<StatusCounts> OfAsync(LimsDb db, CancellationToken stop = default)
    {
        var files = await db.VcfIntakes().GroupBy(i => i.State).Select(g => new { State = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.State, g => g.Count, stop);
        var held =
            await db.IntakeSamples().Where(s => s.State == IntakeSampleState.Held).Select(s => s.IntakeId).Distinct()
            .CountAsync(stop);
        return new(
            files.Values.Sum(), files.GetValueOrDefault(IntakeState.Running),
                files.GetValueOrDefault(IntakeState.Done) - held, held,
            files.GetValueOrDefault(IntakeState.Refused),
            await db.Samples().CountAsync(stop),
            await db.Findings().LongCountAsync(stop),
            await db.Conclusions().CountAsync(c => c.ForReport, stop),
            await db.RegistryEntries().Select(r => r.SubjectId).Distinct().CountAsync(stop), 0);
    }
}
