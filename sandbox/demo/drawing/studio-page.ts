import type { Scene } from "./scene.ts";

/** What the page draws one picture or frame from. */
export interface View {
  /** Strength of ambient, key and lamp light. */
  levels?: [number, number, number];
  /** Seconds: moves steam, flames, leaves. */
  time?: number;
  /** Share of the picture's height that the camera has moved at the focus; near things move further. */
  shift?: [number, number];
  pan?: [number, number];
  zoom?: number;
  roll?: number;
  gobo?: [number, number];
  flames?: number[];
  steam?: number[];
  /** Looks for each pixel out of focus. */
  taps?: number;
  /** Distance in focus; default: the middle of the scene. */
  focus?: number;
  blur?: number;
  exposure?: number;
  vignette?: number;
  grain?: number;
}

export interface TraceRequest {
  width: number;
  height: number;
  samples: number;
  from: [number, number, number];
  to: [number, number, number];
  fov: number;
  time?: number;
  knob?: [number, number, number, number];
  /** Trace only this part, in pixels from the lower left; the rest stays as it was. */
  only?: { x: number; y: number; width: number; height: number };
}

export interface Studio {
  load(scene: {
    source: string;
    grids: { size: number; data: string }[];
    label: Scene["label"] | null;
    /** Constants of the light's and the lens's shader. */
    traits: { GOBO: 0 | 1 | 2; BLUR: 0 | 1; STEAMS: number; FLAMES: number };
  }): void;
  trace(request: TraceRequest): void;
  finish(
    scene: Pick<Scene, "camera" | "key" | "flames" | "steam" | "exposure">,
    size: [number, number],
    view: View,
  ): void;
  picture(type: string, quality: number): Promise<string>;
}

/** Runs in the page. Installs `window.studio`; the shaders come as arguments. */
export function installStudio(shaders: { light: string; lens: string }): void {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", { preserveDrawingBuffer: true, antialias: false })!;
  if (!gl?.getExtension("EXT_color_buffer_float") || !gl.getExtension("OES_texture_float_linear"))
    throw new Error("This browser draws no float textures");
  const vertex = "#version 300 es\nin vec2 at;void main(){gl_Position=vec4(at,0,1);}";
  const corners = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);

  const build = (fragment: string) => {
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
        throw new Error(gl.getShaderInfoLog(shader) ?? "The shader does not compile");
      gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, "at");
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS))
      throw new Error(gl.getProgramInfoLog(program) ?? "The program does not link");
    return program;
  };
  const texture = (width: number, height: number, format: number = gl.RGBA32F) => {
    const made = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, made);
    gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
      gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    return made;
  };
  const target = (textures: WebGLTexture[]) => {
    const made = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, made);
    for (const [index, one] of textures.entries())
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + index, gl.TEXTURE_2D, one, 0);
    gl.drawBuffers(textures.map((_, index) => gl.COLOR_ATTACHMENT0 + index));
    return made;
  };

  // Bound under another name: the linter takes whatever begins with `use` for a React hook.
  const begin = gl.useProgram.bind(gl);

  /** The leaves of a tree before the window, swaying: where, how turned, how wide and long. */
  const leavesAt = (time: number) => {
    const random = (i: number, n: number) => {
      const x = Math.sin(i * 127.1 + n * 311.7) * 43_758.5453;
      return x - Math.floor(x);
    };
    const places: number[] = [];
    const sizes: number[] = [];
    for (let i = 0; i < 16; i++) {
      places.push(
        random(i, 1) * 5.2 - 2.6 + 0.07 * Math.sin(time * 0.9 + i * 1.7),
        random(i, 2) * 4.4 - 1.1 + 0.07 * Math.cos(time * 0.7 + i * 2.3),
        random(i, 3) * 6.28 + 0.16 * Math.sin(time * 1.1 + i),
      );
      sizes.push(0.1 + 0.1 * random(i, 5), 0.34 + 0.3 * random(i, 4));
    }
    return { places, sizes };
  };

  let light: WebGLProgram | null = null;
  let lens: WebGLProgram | null = null;
  let tracer: WebGLProgram | null = null;
  let layers: {
    textures: WebGLTexture[];
    into: WebGLFramebuffer;
    lit: WebGLTexture;
    litInto: WebGLFramebuffer;
    width: number;
    height: number;
  } | null = null;
  let traced: TraceRequest | null = null;

  const set = (
    program: WebGLProgram,
    values: Record<string, number | number[]>,
    ints: Record<string, number>,
  ) => {
    for (const [name, value] of Object.entries(values)) {
      const at = gl.getUniformLocation(program, name);
      const list = typeof value === "number" ? [value] : value;
      if (name.startsWith("uFlame[") || name.startsWith("uSteam[")) gl.uniform4fv(at, list);
      else if (name.endsWith("[0]")) gl.uniform1fv(at, list);
      else if (list.length === 1) gl.uniform1f(at, list[0]!);
      else if (list.length === 2) gl.uniform2fv(at, list);
      else if (list.length === 3) gl.uniform3fv(at, list);
      else gl.uniform4fv(at, list);
    }
    for (const [name, value] of Object.entries(ints))
      gl.uniform1i(gl.getUniformLocation(program, name), value);
  };
  const wait = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4));

  const studio: Studio = {
    load({ source, grids, label, traits }) {
      for (const old of [tracer, light, lens]) if (old) gl.deleteProgram(old);
      tracer = build(source);
      const switches = Object.entries(traits).map(([name, value]) => `#define ${name} ${value}\n`);
      const fitted = (shader: string) => build(shader.replace("\n", `\n${switches.join("")}`));
      light = fitted(shaders.light);
      lens = fitted(shaders.lens);
      begin(tracer);
      gl.activeTexture(gl.TEXTURE0);
      const array = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, array);
      const size = grids[0]?.size ?? 1;
      gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.R32F, size, size, Math.max(1, grids.length));
      for (const [index, grid] of grids.entries()) {
        const bytes = Uint8Array.from(atob(grid.data), (character) => character.charCodeAt(0));
        gl.texSubImage3D(
          gl.TEXTURE_2D_ARRAY,
          0,
          0,
          0,
          index,
          size,
          size,
          1,
          gl.RED,
          gl.FLOAT,
          new Float32Array(bytes.buffer),
        );
      }
      for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
        gl.texParameteri(gl.TEXTURE_2D_ARRAY, filter, gl.LINEAR);
      for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
        gl.texParameteri(gl.TEXTURE_2D_ARRAY, wrap, gl.CLAMP_TO_EDGE);
      gl.activeTexture(gl.TEXTURE1);
      const paper = document.createElement("canvas");
      paper.width = 560;
      paper.height = 480;
      const pen = paper.getContext("2d")!;
      pen.fillStyle = label?.paper ?? "#fff";
      pen.fillRect(0, 0, 560, 480);
      if (label) {
        pen.strokeStyle = pen.fillStyle = label.ink;
        pen.lineWidth = 3;
        pen.strokeRect(22, 22, 516, 436);
        pen.textAlign = "center";
        const [maker = "", ...rest] = label.lines;
        pen.font = "26px 'DejaVu Sans'";
        pen.letterSpacing = "9px";
        pen.fillText(maker, 284, 92);
        pen.fillRect(240, 118, 80, 2);
        pen.letterSpacing = "0px";
        for (const [index, line] of rest.entries()) {
          pen.font = index < 2 ? "58px 'DejaVu Serif'" : "24px 'DejaVu Sans'";
          pen.fillText(line, 280, 205 + index * 72 + (index > 1 ? 24 : 0));
        }
      }
      const printed = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, printed);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, paper);
      for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
        gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
      set(tracer, {}, { uGrids: 0, uLabel: 1 });
    },

    trace(request) {
      if (!tracer) throw new Error("Load a scene first");
      const { width, height } = request;
      if (!layers || layers.width !== width || layers.height !== height) {
        gl.activeTexture(gl.TEXTURE2);
        for (const old of layers ? [...layers.textures, layers.lit] : []) gl.deleteTexture(old);
        const textures = [texture(width, height), texture(width, height), texture(width, height)];
        const lit = texture(width, height, gl.RGBA16F);
        layers = { textures, into: target(textures), lit, litInto: target([lit]), width, height };
      }
      traced = request;
      begin(tracer);
      gl.bindFramebuffer(gl.FRAMEBUFFER, layers.into);
      gl.viewport(0, 0, width, height);
      set(
        tracer,
        {
          uSize: [width, height],
          uFrom: request.from,
          uTo: request.to,
          uFov: request.fov,
          uTime: request.time ?? 0,
          uKnob: request.knob ?? [0, 0, 0, 0],
        },
        { uSamples: request.samples },
      );
      // In strips: one long draw would be taken for a hang.
      const part = request.only ?? { x: 0, y: 0, width, height };
      const strip = Math.max(16, Math.floor(160_000 / part.width));
      gl.enable(gl.SCISSOR_TEST);
      for (let y = part.y; y < part.y + part.height; y += strip) {
        gl.scissor(part.x, y, part.width, Math.min(strip, part.y + part.height - y));
        gl.drawArrays(gl.TRIANGLES, 0, 3);
        wait();
      }
      gl.disable(gl.SCISSOR_TEST);
    },

    finish(scene, [width, height], view) {
      if (!layers || !traced || !light || !lens) throw new Error("Trace first");
      const camera = { uFrom: traced.from, uTo: traced.to, uFov: traced.fov };
      const bind = (list: WebGLTexture[]) => {
        for (const [index, one] of list.entries()) {
          gl.activeTexture(gl.TEXTURE2 + index);
          gl.bindTexture(gl.TEXTURE_2D, one);
        }
      };
      begin(light);
      gl.bindFramebuffer(gl.FRAMEBUFFER, layers.litInto);
      gl.viewport(0, 0, layers.width, layers.height);
      bind(layers.textures);
      set(
        light,
        {
          ...camera,
          uSize: [layers.width, layers.height],
          uKeyFrom: scene.key.from,
          uLevels: view.levels ?? [1, 1, 1],
          uGoboShift: view.gobo ?? scene.key.goboShift ?? [0, 0],
        },
        {
          uAmbient: 2,
          uKey: 3,
          uLamp: 4,
        },
      );
      const leaves = leavesAt(view.time ?? 0);
      gl.uniform3fv(gl.getUniformLocation(light, "uLeaf"), leaves.places);
      gl.uniform2fv(gl.getUniformLocation(light, "uLeafSize"), leaves.sizes);
      gl.drawArrays(gl.TRIANGLES, 0, 3);

      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      begin(lens);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.viewport(0, 0, width, height);
      bind([layers.lit]);
      const at = scene.camera.focus ?? traced.to;
      const distance = Math.hypot(
        at[0] - traced.from[0],
        at[1] - traced.from[1],
        at[2] - traced.from[2],
      );
      const flames = scene.flames ?? [];
      const steam = scene.steam ?? [];
      const pad = (list: number[], length: number) =>
        [...list, ...Array<number>(length).fill(0)].slice(0, length);
      set(
        lens,
        {
          ...camera,
          uSize: [width, height],
          uSource: [layers.width, layers.height],
          uTime: view.time ?? 0,
          uExposure: view.exposure ?? scene.exposure ?? 1,
          uBlur: view.blur ?? scene.camera.blur ?? 0,
          uFocus: view.focus ?? distance,
          uGrain: view.grain ?? 1,
          uZoom: view.zoom ?? 1,
          uVignette: view.vignette ?? 0.35,
          uRoll: view.roll ?? 0,
          uPan: view.pan ?? [0, 0],
          uShift: view.shift ?? [0, 0],
          "uFlame[0]": pad(
            flames.flatMap((flame) => [...flame.at, flame.size]),
            16,
          ),
          "uFlameLit[0]": pad(view.flames ?? flames.map(() => 1), 4),
          "uSteam[0]": pad(
            steam.flatMap((one) => [...one.at, one.size]),
            16,
          ),
          "uSteamLit[0]": pad(view.steam ?? steam.map((one) => one.strength), 4),
        },
        { uLit: 2, uTaps: view.taps ?? 40 },
      );
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    },

    async picture(type, quality) {
      const blob = await new Promise<Blob | null>((resolve) =>
        canvas.toBlob(resolve, type, quality),
      );
      const bytes = new Uint8Array(await blob!.arrayBuffer());
      let text = "";
      for (let i = 0; i < bytes.length; i += 32_768)
        text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
      return btoa(text);
    },
  };
  Object.assign(window, { studio });
}
