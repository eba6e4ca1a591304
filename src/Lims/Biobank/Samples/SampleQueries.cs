using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>A sample with its person.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Subject">The person.</param>
public sealed record SampleOfPerson(Sample Sample, Subject Subject);

/// <summary>Reads the samples of the persons of the actor's sites.</summary>
public sealed class SampleQueries(LimsDb db)
{
    /// <summary>Days after its arrival in which a sample without a tube is work; one of long ago was never put into tubes.</summary>
    public const int DaysToTube = 30;

    /// <summary>Samples that arrived and have no tube, the last that arrived first.</summary>
    public Task<Leaf<SampleOfPerson>> WithoutTubeAsync(LeafWanted wanted, CancellationToken stop = default) =>
        (from s in WithoutTube
         join p in db.Subjects() on s.SubjectId equals p.Id
         orderby s.Received descending, s.Id descending
         select new SampleOfPerson(s, p)).LeafAsync(wanted, stop);

    /// <summary>How many there are.</summary>
    public Task<int> CountWithoutTubeAsync(CancellationToken stop = default) => WithoutTube.CountAsync(stop);

    IQueryable<Sample> WithoutTube
    {
        get
        {
            var since = Moment.Of(db.Clock.GetUtcNow().AddDays(-DaysToTube));
            // A tube that was sent to another site is a tube all the same.
            return db.Samples().AsNoTracking().Where(s => s.Received >= since && s.Retracted == null
                && !db.Tubes().OfEverySite().Any(t => t.SampleId == s.Id));
        }
    }
}
